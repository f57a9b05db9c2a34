"""What a figure has from the one before it in its sentence: "40 kepala desa dan 3 camat ditahan"."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.model.ledger import Figure
from runut.steps.align.spots import Spot, Standing, is_break
from runut.steps.align.words import PERSON, AlignWords

_LIST_GAP = 3  # tokens between two counted things of one list
_REST_REACH = (
    6  # tokens behind a figure in which "lainnya" is its own ("dua orang korban meninggal dunia lainnya")
)


class NeighbourReader:
    """Reads how the figures of one sentence go on with each other."""

    def __init__(self, layout: Layout, words: AlignWords) -> None:
        self.layout = layout
        self.words = words

    def is_joined(self, spot: Spot, before: Spot) -> bool:
        """Whether the figure only continues a list: "40 kepala desa dan 3 camat", not "540 jiwa di 4 titik"."""
        gap = spot.first - before.noun_end
        listed = is_break(spot.first - 1, self.layout, self.words)
        if spot.noun == before.noun and gap <= 2 * _LIST_GAP and listed:
            return True  # "12 desa di Kecamatan Tanjung, 7 desa di …"
        if gap > _LIST_GAP:
            return False
        between = range(before.noun_end, spot.first)
        return spot.noun.name == before.noun.name or any(
            is_break(at, self.layout, self.words) for at in between
        )

    def continues_parts(self, spot: Spot, before: Spot, previous: Figure) -> bool:
        """ "Dari jumlah itu, 22 siswa dirawat dan 4 siswa dirujuk": what begins with the whole goes on."""
        if previous.anchor is None or "part" not in previous.marks:
            return False
        people = self.words.is_people(spot.noun) and self.words.is_people(before.noun)
        listed = self.layout.lowers[before.noun_end : spot.first]
        return people and any(word in self.words.breaks for word in listed)

    def is_of_the_same(self, spot: Spot, before: Spot) -> bool:
        """Whether a figure that goes on with the one before it counts people of the same: "498 tentara Rusia tewas
        dan 1.597 lainnya luka-luka"."""
        if spot.noun != before.noun or not self.words.is_people(spot.noun):
            return False
        return spot.noun_words not in self.layout.lowers[spot.last : spot.noun_end]

    def is_remainder(self, standing: Standing) -> bool:
        """ "Dua orang korban meninggal lainnya": those of a number told before who are left. In one sentence with
        another figure the word may mean people whom something else befell."""
        spot = standing.spot
        beside = [other for other in (standing.before, standing.after) if other]
        if not self.words.is_people(spot.noun) or any(self.words.is_people(other.noun) for other in beside):
            return False
        reach = range(spot.last, min(spot.last + _REST_REACH, spot.seg_last))
        return any(self.layout.lowers[at] in self.words.rest for at in reach)


def is_elsewhere(figure: Figure, previous: Figure) -> bool:
    """ "Di Desa A mencapai 400 pengungsi, disusul Desa B 200 orang": the same at another place."""
    people = PERSON in (figure.noun, *figure.parents) and PERSON in (previous.noun, *previous.parents)
    return people and bool(figure.places and previous.places) and figure.places != previous.places


__all__ = ["NeighbourReader", "is_elsewhere"]
