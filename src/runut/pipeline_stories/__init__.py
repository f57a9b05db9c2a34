"""The order of the steps across articles: stories, actors, figures, questions, origins, relations,
utterances, drift, timeline."""

from runut.pipeline_stories.assembling import Assembler, assemble, build_story, features_of

__all__ = ["Assembler", "assemble", "build_story", "features_of"]
