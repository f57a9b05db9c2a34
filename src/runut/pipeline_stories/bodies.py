"""Who speaks for whom: the body of an official, the headquarters of an office, the state of both."""

from __future__ import annotations

from functools import cache, cached_property

from runut.pipeline_stories.setting import Setting


class Bodies:
    """The bodies and states behind the actors of one story, each worked out once."""

    def __init__(self, setting: Setting) -> None:
        self.actors = setting.actors
        self.words = setting.home
        self.body_of = cache(self._find_body)
        self.state_of = cache(self._find_state)

    def is_group(self, name: str) -> bool:
        """Whether a name is that of people of one kind ("warga")."""
        return self.actors.type_of(name) == "group"

    def is_outlet(self, name: str) -> bool:
        """Whether a name is that of a newspaper, a channel, an agency."""
        return self.actors.type_of(name) == "outlet"

    def described(self, name: str) -> str:
        """A name with all that the articles say its bearer is."""
        actor = self.actors.by_name.get(name)
        if actor is None:
            return name
        return " ".join([name, *actor.roles, *(form for form in actor.forms if len(form) > len(name))])

    def _find_body(self, name: str) -> str | None:
        """The organisation that a person speaks for, as the roles that articles give say it; and the one whose
        headquarters or press office another one is ("Humas Polda Riau")."""
        actor = self.actors.by_name.get(name)
        if actor is None or actor.type not in ("person", "organisation"):
            return None
        if actor.type == "organisation":
            return self._speaks_for(self._written(name))
        best = None
        for role in [*actor.roles, *actor.called]:
            told = self._written(role)
            for body, written in self._bodies:
                if f" {written} " in f" {told} " and (best is None or len(body) > len(best)):
                    best = body
        return (best and self.body_of(best)) or best

    def _speaks_for(self, written: str) -> str | None:
        """The body whose own voice another one is, by the name of that one."""
        tokens = written.split()
        if len(tokens) < 2:
            return None
        last = max((end for _, end, _ in self.words.voices.scan(tokens, 0, len(tokens) - 1)), default=0)
        rest = " ".join(tokens[last:])
        return next((body for body, form in self._bodies if form == rest), None) if last and rest else None

    def _find_state(self, name: str) -> str | None:
        """The state that a body, an official or an army belongs to, as its name or its roles say it."""
        actor = self.actors.by_name.get(name)
        if actor is None or actor.type in ("state", "outlet"):
            return None
        told = {self.words.written_out(text) for text in (name, *actor.forms, *actor.roles)}
        found = {
            known.name
            for known in self.actors.known
            if known.type == "state"
            and any(text.endswith(f" {self.words.written_out(known.name)}") for text in told)
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _bodies(self) -> list[tuple[str, str]]:
        """All organisations, each under every name that it is written with."""
        return [
            (actor.name, self._written(form))
            for actor in self.actors.known
            if actor.type == "organisation"
            for form in {actor.name, *actor.forms}
        ]

    def _written(self, text: str) -> str:
        return self.words.without_kinds(self.words.written_out(text))


__all__ = ["Bodies"]
