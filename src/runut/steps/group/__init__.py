"""Group: articles into stories."""

from runut.steps.group.features import GroupWords, StoryFeatures, pack_features, read_features
from runut.steps.group.stories import StoryIndex
from runut.steps.group.years import borrow_years

__all__ = ["GroupWords", "StoryFeatures", "StoryIndex", "borrow_years", "pack_features", "read_features"]
