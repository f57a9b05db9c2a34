"""Actors joined over articles: one person or body under the many names that newspapers use.

Never by name alone where roles clash. Every join is one of: the same name written alike, an acronym spelled
out, a short form
of a person's name that fits one person only, a name spelled a letter off, an office that one person holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec
from rapidfuzz import fuzz

from runut.model.ledger import Piece, is_unnamed
from runut.steps.align.words import AlignWords

_WORD = re.compile(r"\w+")
_SPELLED_ALIKE = (
    90.0  # rapidfuzz ratio: "Anthony Blinken" and "Antony Blinken" have 96, brothers' names 70 to 85
)
_LEAST_ACRONYM = 2
_BRACKETED = re.compile(r"(.+?) \((\w+)\) ?(.*)")
_SITE = re.compile(r"([\w-]+)(?:\.[a-z]{2,})+", re.IGNORECASE)  # an address: "kabarkota.co.id"
_BODIES = frozenset({"organisation", "state", "outlet", "group"})


class Known(msgspec.Struct):
    """One actor over the articles of a story. ``called`` is how sources are written out where the actor
    speaks."""

    name: str
    type: str
    forms: Counter[str]
    roles: Counter[str]
    articles: set[str]
    called: Counter[str]


class ActorTable:
    """Which names mean one actor. ``name`` gives the canonical one; unnamed sources keep their
    description."""

    def __init__(self, known: list[Known], canonical: dict[str, str]) -> None:
        self.known = known
        self._canonical = canonical
        self.by_name = {actor.name: actor for actor in known}

    def name(self, name: str) -> str:
        """The canonical name; joint sources ("A; B") part by part."""
        if "; " in name:
            return "; ".join(self.name(part) for part in name.split("; "))
        return self._canonical.get(name, name)

    def type_of(self, name: str) -> str | None:
        """The type of the actor with this canonical name."""
        actor = self.by_name.get(name)
        return actor.type if actor else None


def join_actors(
    pieces: list[Piece],
    words_of: Callable[[str], AlignWords],
    merged: Sequence[tuple[Collection[str], str]] = (),
    apart: Iterable[Collection[str]] = (),
) -> ActorTable:
    """Join the actors and sources of a story's articles.

    ``merged`` are names that a person made one actor, each with the name that it goes by, ``apart`` names that he
    keeps apart: nothing joins them, not by way of a third one either.
    """
    return _Joiner(pieces, words_of, merged, apart).join()


class _Joiner:
    def __init__(
        self,
        pieces: list[Piece],
        words_of: Callable[[str], AlignWords],
        merged: Sequence[tuple[Collection[str], str]],
        apart: Iterable[Collection[str]],
    ) -> None:
        self.words_of = words_of
        self.home = words_of(pieces[0].reading.language if pieces else "")
        self.merged = merged
        self.strangers: dict[str, set[str]] = {}
        for names in apart:
            for name in names:
                self.strangers.setdefault(name, set()).update(other for other in names if other != name)
        self.kept_apart: dict[str, set[str]] = {name: {name} for name in self.strangers}
        self.nodes: dict[str, Known] = {}
        self.parent: dict[str, str] = {}
        self.written_out: dict[str, str] = {}
        self.places: set[str] = set()
        for piece in pieces:
            self._collect(piece)
            self.places.update(place.name.casefold() for place in piece.reading.places)
        self.places |= {self.home.without_kinds(place) for place in self.places}

    def _collect(self, piece: Piece) -> None:
        text, words = piece.layout.text, self.words_of(piece.reading.language)
        for actor in piece.reading.actors:
            node = self._node(actor.name, actor.type, piece, words)
            for mention in actor.mentions:
                node.forms[text[mention.start : mention.end]] += 1
            if actor.role:
                node.roles[actor.role] += 1
        for statement in piece.reading.statements:
            if statement.source and statement.source_name in self.nodes:
                called = text[statement.source.start : statement.source.end]
                self.nodes[statement.source_name].called[called] += 1
            names = (statement.source_name or "").split("; ") + statement.chain
            for name in names:
                if name:
                    self._node(name, "", piece, words)

    def _node(self, name: str, kind: str, piece: Piece, words: AlignWords) -> Known:
        node = self.nodes.get(name)
        if node is None:
            node = self.nodes[name] = Known(name, kind, Counter(), Counter(), set(), Counter())
            self.parent[name] = name
            self.written_out[name] = words.written_out(name)
        node.type = node.type or kind
        node.articles.add(piece.name)
        return node

    def join(self) -> ActorTable:
        named = sorted(name for name in self.nodes if not is_unnamed(name) and "; " not in name)
        self._join_merged()
        self._join_alike(named)
        self._join_sites(named)
        self._join_acronyms(named)
        self._join_local_bodies(named)
        self._join_people([n for n in named if self.nodes[n].type in ("person", "")])
        self._join_offices(named)
        self._join_named_descriptions(named)
        return self._table()

    def _join_merged(self) -> None:
        """What a person made one, before anything else."""
        for names, _ in self.merged:
            present = sorted(name for name in names if name in self.nodes)
            for other in present[1:]:
                self._unite(present[0], other)

    def _join_alike(self, names: list[str]) -> None:
        """The same words, capitals, hyphens and short forms aside."""
        by_words: dict[str, list[str]] = {}
        for name in names:
            by_words.setdefault(self.written_out[name], []).append(name)
        for group in by_words.values():
            for other in group[1:]:
                if not self._clash(group[0], other):
                    self._unite(group[0], other)

    def _join_sites(self, names: list[str]) -> None:
        """ "BISNISKOTA.COM" with "Bisnis Kota": a paper under its address and under its name."""
        sites = {_letters(found[1]): name for name in names if (found := _SITE.fullmatch(name))}
        for name in names:
            site = sites.get(_letters(name))
            if site and site != name and self.nodes[name].type != "person":
                self._unite(name, site)

    def _join_acronyms(self, names: list[str]) -> None:
        """ "BNPB" with "Badan Nasional Penanggulangan Bencana": by initials, or because an article uses
        both for one actor."""
        short: dict[str, list[str]] = {}
        for name in names:
            letters = name.replace(".", "")
            if letters.isupper() and letters.isalpha() and len(letters) >= _LEAST_ACRONYM:
                short.setdefault(letters.casefold(), []).append(name)
        for name in names:
            node = self.nodes[name]
            if node.type not in _BODIES or name.casefold() in short:
                continue
            initials = "".join(w[0] for w in _WORD.findall(name) if w[0].isupper()).casefold()
            told = {form.casefold() for form in node.forms if form.isupper()}
            for letters, others in short.items():
                fits = letters in told or (len(letters) > _LEAST_ACRONYM and letters == initials)
                if fits:
                    for other in others:
                        if self.nodes[other].type in _BODIES or not self.nodes[other].type:
                            self._unite(name, other)

    def _join_local_bodies(self, names: list[str]) -> None:
        """ "Dinas Kesehatan Garut" with "Dinas Kesehatan Kabupaten Garut", "LBH Surabaya" with "Lembaga Bantuan
        Hukum (LBH) Surabaya", and a body's name with the one longer name that adds only where it is.
        """
        bodies = [name for name in names if self.nodes[name].type == "organisation"]
        by_core: dict[str, list[str]] = {}
        for name in bodies:
            for written in self._body_cores(name):
                by_core.setdefault(written, []).append(name)
        for group in by_core.values():
            kinds = {kind for name in group for kind in self._kinds_in(name)}
            if len(kinds) < 2:  # a town and a district of one name have two offices
                for other in group[1:]:
                    self._unite(group[0], other)
        for name in bodies:
            self._join_to_local(name, bodies)
            self._join_to_form(name, bodies)

    def _join_to_form(self, name: str, bodies: list[str]) -> None:
        """A body's name with the longer one that an article itself uses for it: "Kementerian Pertahanan", there also
        "Kementerian Pertahanan Rusia"."""
        called = {self.home.written_out(form) for form in self.nodes[name].forms}
        for other in bodies:
            written = self.written_out[other]
            if written in called and self._adds_a_place(self.written_out[name], written):
                self._unite(other, name)

    def _join_to_local(self, name: str, bodies: list[str]) -> None:
        written = self.written_out[name]
        longer = [other for other in bodies if self._adds_a_place(written, self.written_out[other])]
        roots = {self._root(other) for other in longer} - {self._root(name)}
        beside = any(self.nodes[name].articles & self.nodes[other].articles for other in longer)
        if len(roots) == 1 and (beside or written not in self.home.known_actors):
            self._unite(longer[0], name)

    def _adds_a_place(self, written: str, longer: str) -> bool:
        tail = longer.removeprefix(f"{written} ")
        places = self.places | self.home.countries
        return tail != longer and any(piece in places for piece in (tail, self.home.without_kinds(tail)))

    def _body_cores(self, name: str) -> set[str]:
        """A body's name without the words for kinds of places; both names where the short one stands in
        brackets."""
        told = _BRACKETED.match(name)
        written = {f"{told[1]} {told[3]}", f"{told[2]} {told[3]}"} if told else {name}
        return {self.home.without_kinds(self.home.written_out(one)) for one in written}

    def _kinds_in(self, name: str) -> set[str]:
        return {token for token in self.written_out[name].split() if token in self.home.place_kinds}

    def _join_people(self, names: list[str]) -> None:
        """A surname with the one full name that ends in or holds it; spellings a letter apart."""
        tokens = {name: _WORD.findall(self.written_out[name]) for name in names}
        full = [name for name in names if len(tokens[name]) > 1 and self.nodes[name].type == "person"]
        holders: dict[str, list[str]] = {}
        for name in full:
            for token in set(tokens[name]):
                holders.setdefault(token, []).append(name)
        for group in holders.values():
            for at, name in enumerate(group):
                for other in group[at + 1 : at + 50]:  # a very common surname is not worth more comparisons
                    if self._root(name) == self._root(other) or len(tokens[name]) != len(tokens[other]):
                        continue
                    alike = fuzz.ratio(self.written_out[name], self.written_out[other])
                    if alike >= _SPELLED_ALIKE and not self._clash(name, other):
                        self._unite(name, other)
        for name in names:
            if not tokens[name]:
                continue
            fitting = [
                other
                for other in holders.get(tokens[name][-1], ())
                if other != name
                and len(tokens[other]) > len(tokens[name])
                and set(tokens[name]) <= set(tokens[other])
            ]
            roots = {self._root(other) for other in fitting}
            if len(roots) == 1 and not self._clash(fitting[0], name):
                self._unite(fitting[0], name)

    def _join_offices(self, names: list[str]) -> None:
        """ "anonymous: Menteri Luar Negeri AS" with the one person whom some article calls so."""
        holders: dict[str, set[str]] = {}
        for name in names:
            for role in self.nodes[name].roles:
                holders.setdefault(self.home.written_out(role), set()).add(self._root(name))
        for name in self.nodes:
            if not is_unnamed(name):
                continue
            office = self.home.written_out(name.partition(":")[2])
            fitting = holders.get(office, set())
            if len(fitting) == 1 and len(office.split()) > 1:
                self._unite(next(iter(fitting)), name)

    def _join_named_descriptions(self, names: list[str]) -> None:
        """ "anonymous: … NAMA" with NAMA: what one article describes, another names in full."""
        people = [(self.written_out[n], n) for n in names if self.nodes[n].type == "person" and " " in n]
        bodies = [
            (self.written_out[n], n) for n in names if self.nodes[n].type == "organisation" and " " in n
        ]
        by_words = dict([*people, *bodies])
        for name in self.nodes:
            if not is_unnamed(name) or "; " in name:
                continue
            told = f" {self.written_out[name].partition(' ')[2]} "
            same = by_words.get(told.strip())
            if same:
                self._unite(same, name)  # what one article does not know for a name
                continue
            held = {self._root(n) for written, n in people if f" {written} " in told}
            if len(held) == 1:
                self._unite(next(iter(held)), name)
        for written, name in bodies:
            whole = [
                n for other, n in bodies if other.partition(" ")[2] == written and len(written.split()) > 1
            ]
            if len({self._root(n) for n in whole}) == 1:
                self._unite(name, whole[0])  # "Klub Samudra FC" is Samudra FC

    def _clash(self, one: str, other: str) -> bool:
        """Whether two actors of one name hold roles that no one person holds: an official and a suspect,
        say."""
        a, b = self.nodes[one], self.nodes[other]
        if a.type and b.type and (a.type == "person") != (b.type == "person"):
            return True
        if not a.roles or not b.roles or (a.articles & b.articles and one == other):
            return False
        words = self.home
        keys_a, keys_b = _role_words(a.roles, words), _role_words(b.roles, words)
        if keys_a & keys_b:
            return False
        party_a, party_b = _is_party(keys_a, words), _is_party(keys_b, words)
        return party_a != party_b or len(_WORD.findall(one)) == 1

    def _root(self, name: str) -> str:
        while self.parent[name] != name:
            self.parent[name] = self.parent[self.parent[name]]
            name = self.parent[name]
        return name

    def _unite(self, one: str, other: str) -> None:
        a, b = self._root(one), self._root(other)
        if a == b or self._are_strangers(a, b):
            return
        self.parent[b] = a
        if b in self.kept_apart:
            self.kept_apart[a] = self.kept_apart.get(a, set()) | self.kept_apart[b]

    def _are_strangers(self, a: str, b: str) -> bool:
        """Whether a person keeps somebody of the one group apart from somebody of the other."""
        theirs = self.kept_apart.get(b, set())
        return any(self.strangers[name] & theirs for name in self.kept_apart.get(a, ()))

    def _table(self) -> ActorTable:
        groups: dict[str, list[str]] = {}
        for name in self.nodes:
            groups.setdefault(self._root(name), []).append(name)
        known: list[Known] = []
        canonical: dict[str, str] = {}
        for members in groups.values():
            written: Counter[str] = Counter()
            for name in members:
                written.update(self.nodes[name].forms)
            first = min(members, key=lambda name: self._preference(name, written))
            best = self._given_name(members) or first
            merged = Known(best, self.nodes[first].type, Counter(), Counter(), set(), Counter())
            canonical[best] = best
            for name in sorted(members):
                node = self.nodes[name]
                canonical[name] = best
                merged.type = merged.type or node.type
                merged.forms.update(node.forms)
                merged.roles.update(node.roles)
                merged.articles |= node.articles
                merged.called.update(node.called)
            known.append(merged)
        known.sort(key=lambda actor: (-len(actor.articles), -actor.forms.total(), actor.name))
        return ActorTable(known, canonical)

    def _given_name(self, members: Collection[str]) -> str | None:
        """The name that a person gave, the latest."""
        given = [name for names, name in self.merged if any(member in names for member in members)]
        return given[-1] if given else None

    def _preference(self, name: str, written: Counter[str]) -> tuple[bool, bool, int, int, int, int, str]:
        """A named one first, a full name before a short one, the spelling written most often, the more used,
        the longer."""
        node = self.nodes[name]
        short = node.type == "person" and " " not in name
        used = -len(node.articles), -written[name], -node.forms.total()
        return is_unnamed(name), short, *used, -len(name), name


def _letters(name: str) -> str:
    return "".join(_WORD.findall(name.casefold()))


def _role_words(roles: Iterable[str], words: AlignWords) -> set[str]:
    return {token for role in roles for token in words.written_out(role).split()}


def _is_party(tokens: set[str], words: AlignWords) -> bool:
    return any(words.party_roles.at([token], 0, 1) for token in tokens)


__all__ = ["ActorTable", "Known", "join_actors"]
