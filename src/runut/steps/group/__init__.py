"""Group: articles into stories."""

from runut.steps.group.features import GroupWords, StoryFeatures, read_features
from runut.steps.group.stories import StoryIndex

__all__ = ["GroupWords", "StoryFeatures", "StoryIndex", "read_features"]
