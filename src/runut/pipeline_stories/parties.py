"""The actors of one story, and who of them is a party to the event."""

from __future__ import annotations

from collections.abc import Iterable

from runut.model.dossier import StoryActor
from runut.pipeline_stories.ledger import Ledger
from runut.pipeline_stories.setting import Setting
from runut.steps.align import AlignWords
from runut.steps.weigh import find_parties


def story_actors(setting: Setting, ledger: Ledger, deniers: list[str]) -> list[StoryActor]:
    """The actors in the order of the table. ``deniers`` are those who deny something that others say."""
    known, name_of = setting.actors.known, setting.actors.name
    types = {actor.name: actor.type for actor in known}
    by_role = [actor.name for actor in known if _is_party_by_role(actor.roles, setting.home)]
    counted = [name_of(name) for f in ledger.figures.values() for name in f.referents]
    parties = find_parties(types, {a.name: a.roles for a in known}, counted, deniers, by_role)
    decided = {name_of(name): flag for name, flag in setting.decided.people.parties.items()}
    return [
        StoryActor(
            name=actor.name,
            type=actor.type or "group",
            forms=[form for form, _ in actor.forms.most_common()],
            roles=list(actor.roles),
            party=decided.get(actor.name, actor.name in parties),
        )
        for actor in known
        if actor.forms
    ]


def _is_party_by_role(roles: Iterable[str], words: AlignWords) -> bool:
    """Whether a role is one that makes a party ("tersangka")."""
    told = (role.casefold().split() for role in roles)
    return any(list(words.party_roles.scan(role, 0, len(role))) for role in told)


__all__ = ["story_actors"]
