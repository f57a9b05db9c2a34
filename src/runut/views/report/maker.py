"""What every part of a story's pages is made from."""

from __future__ import annotations

from runut.model.dossier import Story
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report.anchors import Anchors
from runut.views.report.excerpts import Excerpts


class StoryMaker:
    """Makes one part of a story's pages."""

    def __init__(
        self, material: Material, story: Story, interface: Interface, anchors: Anchors, excerpts: Excerpts
    ) -> None:
        self._material = material
        self._story = story
        self._say = interface
        self._anchors = anchors
        self._excerpts = excerpts


__all__ = ["StoryMaker"]
