"""Noun phrases and clauses by surface signs: where a source begins and ends, where a clause begins."""

from __future__ import annotations

from runut.steps.extract.attributions.scene import Scene

# A source longer than this is a clause that was mistaken for one.
_LONGEST_SOURCE = 32
_SHORT_HALF = 4
_LONGEST_DEGREE = 10  # tokens of "Sp. Rad. (K) OnkRad."
_DASHES = frozenset("-–—")
_LONGEST_OCCASION = 2  # words of "sidang lanjutan"
_LONGEST_OFFICE = 24  # tokens of a list of fields and bodies inside an office
_ROLE_REACH = 4  # words from an article to the noun for a role: "a senior loan officer"


def before_verb(scene: Scene, verb: int, low: int) -> int:
    """The end (exclusive) of what stands before a verb's group: auxiliaries, adverbs, time phrases are skipped."""
    at = verb
    while at > low:
        if scene.lowers[at - 1] in scene.known.aux and (at - 1) not in scene.name_at:
            at -= 1
            continue
        if at - 2 > low and scene.lowers[at - 2] in scene.known.of("manner"):
            at -= 2  # "secara eksplisit menyebut"
            continue
        if (words := _recently(scene, at, low)) > 0:
            at -= words
            continue
        skipped = _skip_time_back(scene, at, low)
        if skipped == at:
            break
        at = skipped
    return at


def _recently(scene: Scene, at: int, low: int) -> int:
    """`S belum lama ini mengatakan`: words of a phrase of time that names no day, before ``at``."""
    if scene.lowers[at - 1] not in scene.known.of("recently-ends"):
        return 0
    phrases = scene.known.of("recently")
    return next((n for n in (4, 3, 2) if at - n > low and " ".join(scene.lowers[at - n : at]) in phrases), 0)


def _skip_time_back(scene: Scene, at: int, low: int) -> int:
    for first in range(max(low, at - 8), at):
        if scene.time_at.get(first) == at:
            if first > low and scene.words[first - 1].isdigit():
                return at  # "petenis 27 tahun ini": an age
            before = scene.lowers[first - 1] if first > low else ""
            return first - 1 if before in scene.known.of("preposition") else first
    if scene.words[at - 1] == ")":  # "Kamis (1/6)" in brackets of its own
        for first in range(max(low, at - 6), at - 1):
            if scene.words[first] == "(" and scene.time_at.get(first + 1) == at - 1:
                return first
    return at


def clause_start(scene: Scene, end: int, low: int) -> int:
    """Where the clause that ends before ``end`` begins: after a complementiser, a semicolon, a quotation."""
    at = end
    stops = scene.known.of("complementiser")
    quote = scene.quote_at.get(end)
    while at > low:
        token = at - 1
        parts = scene.words[token] in ";:" and not _inside_brackets(scene, token)
        if scene.lowers[token] in stops or parts or scene.quote_at.get(token) != quote:
            return at
        at -= 1
    return low


def _inside_brackets(scene: Scene, token: int) -> bool:
    """`Norline (OSE: NOR)`: the mark between an exchange and the sign of a company there."""
    near = scene.words[max(0, token - 3) : token + 4]
    return "(" in near[:3] and ")" in near[3:]


def source_before(scene: Scene, verb: int, low: int) -> tuple[int, int] | None:
    """The noun phrase that is the subject of the verb at ``verb``; ``low`` is where the sentence begins."""
    end = before_verb(scene, verb, low)
    end = _before_dashes(scene, end, low)
    low = clause_start(scene, end, low)
    closed = end > low and scene.words[end - 1] == ","
    first, end = scene.trim(low, end)
    if first >= end:
        return None
    pieces = _pieces(scene, first, end)
    while len(pieces) > 1 and (
        _is_degree(scene, *pieces[-1])
        or _is_age(scene, *pieces[-1])
        or (closed and _says_whence(scene, pieces))
        or (closed and (_is_aside(scene, *pieces[-1]) or _is_place(scene, pieces[-2], pieces[-1])))
    ):
        pieces.pop()
    if closed and len(pieces) > 2 and _goes_on_describing(scene, pieces[-2], pieces[-1]):
        pieces.pop()  # "S, who leads X, the largest port of the country, said"
    if closed and len(pieces) > 2 and (named := _named_with_list(scene, pieces)) is not None:
        return _checked(scene, named, end)
    if closed and len(pieces) > 1 and _describes_name(scene, pieces[-2], pieces[-1]):
        return _checked(scene, strip_lead(scene, *pieces[-2]), end)  # "S, the country's largest bank, said"
    start, stop = pieces[-1]
    start = strip_lead(scene, start, stop)
    number = len(pieces) - 1
    aside = scene.lowers[start : start + 1] and (
        scene.lowers[start] in scene.known.of("relative") or scene.lowers[start] in scene.known.relays
    )
    if aside and number:
        number -= 1  # "S, yang …, mengatakan": the relative clause is an apposition
        stop = stop if scene.lowers[start] in scene.known.of("relative") else pieces[number][1]
        start = strip_lead(scene, pieces[number][0], pieces[number][1])
        if scene.known.of("lead-clause"):
            start = _start_of_subject(scene, start, pieces[number][1])  # "… after S, which …, said"
        if number:
            start = _with_apposition(scene, pieces, number, start)
        return _checked(scene, start, stop)
    start = _start_of_subject(scene, start, stop)
    if start >= stop:
        return None
    if start == strip_lead(scene, *pieces[number]) and number:
        start = _with_apposition(scene, pieces, number, start)
    return _checked(scene, start, _without_adjunct(scene, start, stop))


def _is_degree(scene: Scene, first: int, end: int) -> bool:
    """`Yuliandri, S.H., M.Si.`: letters and stops of a degree behind a name."""
    if end - first > _LONGEST_DEGREE:
        return False
    letters = "".join(scene.lowers[first:end])
    return "".join(filter(str.isalnum, letters)) in scene.known.of("degree")


def _before_dashes(scene: Scene, end: int, low: int) -> int:
    """`S -- a former minister -- told`: before what stands between dashes."""
    if end <= low or scene.words[end - 1] not in _DASHES or not scene.known.of("article"):
        return end
    at = end - 1
    while at > low and scene.words[at - 1] in _DASHES:
        at -= 1
    opening = next((t for t in range(at - 1, low, -1) if scene.words[t] in _DASHES), None)
    if opening is None:
        return end
    while opening > low and scene.words[opening - 1] in _DASHES:
        opening -= 1
    return opening


def _describes_name(scene: Scene, before: tuple[int, int], piece: tuple[int, int]) -> bool:
    """`S, the largest bank of the country,`: a name alone, then an article and no name of a person."""
    head = strip_lead(scene, *before)
    opens = range(piece[0], min(piece[1], piece[0] + 2))
    if scene.words[piece[0]].islower() and any(scene.lowers[t] in scene.known.sources for t in opens):
        name = head + (
            scene.lowers[head] in scene.known.of("article")
        )  # "The Coast Guard, volunteers who …, said"
        capitals = all(scene.is_capital(token) for token in range(name, before[1]))
        return bool(scene.known.of("article")) and capitals and not scene.holds_name(*piece, "PER")
    if head not in scene.name_at or scene.name_at[head][1] < before[1]:
        return False
    return scene.lowers[piece[0]] in scene.known.of("article") and not scene.holds_name(*piece, "PER")


def _is_place(scene: Scene, before: tuple[int, int], piece: tuple[int, int]) -> bool:
    """`Warga Desa X, Kecamatan Y, menolak …`: a place between commas, which says where X lies. A name behind an
    office is its holder's, whatever the tagger takes it for."""
    first, end = piece
    if scene.source_class(*before) == "role" and not scene.holds_name(*before, "PER"):
        return False
    kinds = {scene.name_at[token][2] for token in range(first, end) if token in scene.name_at}
    return kinds == {"LOC"} and all(
        scene.is_capital(t) and scene.lowers[t] not in scene.known.sources for t in range(first, end)
    )


def _says_whence(scene: Scene, pieces: list[tuple[int, int]]) -> bool:
    """`S, dari Kantor X, selaku kuasa hukum Y, menyatakan`, `S, melalui pernyataannya, berencana`: behind a name."""
    first = pieces[-1][0]
    leads = scene.known.of("preposition", "tail", "as")
    if first in scene.name_at or scene.lowers[first] not in leads:
        return False
    return strip_lead(scene, *pieces[0]) in scene.name_at


def _is_age(scene: Scene, first: int, end: int) -> bool:
    """`Made, 50 tahun, warga Jalan X`."""
    age = scene.known.of("age")
    return all(scene.words[t].isdigit() or scene.lowers[t] in age for t in range(first, end))


def _goes_on_describing(scene: Scene, before: tuple[int, int], piece: tuple[int, int]) -> bool:
    """`S, who leads the Marlow Port Authority, the owner of the quay, said`: what describes S holds a noun that is
    described in its turn.
    """
    known = scene.known
    if scene.lowers[before[0]] not in known.of("relative") or scene.lowers[piece[0]] not in known.of(
        "article"
    ):
        return False
    return not scene.holds_name(*piece, "PER")


def _named_with_list(scene: Scene, pieces: list[tuple[int, int]]) -> int | None:
    """`Ann Reed, minister of ports, rivers and canals, said`: a person's name, then an office that is a list."""
    known = scene.known
    if not known.of("article") or known.of("and").isdisjoint(scene.lowers[slice(*pieces[-1])]):
        return None
    for number in range(len(pieces) - 2, max(-1, len(pieces) - 6), -1):
        head = strip_lead(scene, *pieces[number])
        _, last, kind = scene.name_at.get(head, (0, 0, ""))
        if kind == "PER":
            office = scene.lowers[pieces[number + 1][0]]
            whole = last == pieces[number][1] and known.sources.get(office) in ("role", "human")
            return head if whole else None
    return None


def _is_aside(scene: Scene, first: int, end: int) -> bool:
    """`S, 45, mengatakan`, `S, sementara itu, mengatakan`: an age or a connective between commas; an occasion, in
    languages that set it off so ("S, in a letter to the board, said").
    """
    known = scene.known
    if scene.lowers[first] in known.of("aside-lead"):
        return True
    plain = known.of("connective", "adverb", "demonstrative", "age")
    return all(
        scene.words[token].isdigit()
        or token in scene.timed
        or (scene.lowers[token] in plain and token not in scene.name_at)
        for token in range(first, end)
    )


def _without_adjunct(scene: Scene, start: int, stop: int) -> int:
    """`Rizieq dalam ceramahnya mengatakan`: the phrase between subject and verb is not the source."""
    adjuncts = scene.known.of("tail", "preposition") - scene.known.of("title-preposition", "relative-tail")
    relative, places = scene.known.of("relative"), scene.known.of("locative")
    for token in range(start + 1, stop):
        if scene.lowers[token] in relative:
            return stop
        if scene.lowers[token] in places and scene.name_at.get(token - 1, (0, 0, ""))[2] == "PER":
            return token  # "Kepala Balai, Rudi di Palu, Selasa, mengatakan"
        if scene.lowers[token] in adjuncts and token not in scene.name_at:
            if scene.lowers[token] in scene.known.of("issued-by") and _is_paper(scene, token - 1):
                continue  # "an estimate from the port authority puts …"
            if scene.lowers[token] in scene.known.of("example") and (token + 1) in scene.name_at:
                continue  # "petinggi partai seperti X dan Y menegaskan": X and Y speak
            return token
    return stop


def _is_paper(scene: Scene, token: int) -> bool:
    return scene.known.sources.get(scene.lowers[token]) == "document"


def _checked(scene: Scene, start: int, stop: int) -> tuple[int, int] | None:
    start, stop = scene.trim(start, stop)
    if stop - start > 1 and scene.lowers[stop - 1] in scene.known.of("subject-pronoun"):
        start = stop - 1  # "Kepada pemerintah setempat ia meminta …"
    while (
        start < stop and scene.lowers[start] in scene.known.of("preposition") and start not in scene.name_at
    ):
        start += 1
    return (start, stop) if 0 < stop - start <= _LONGEST_SOURCE else None


def _pieces(scene: Scene, first: int, end: int) -> list[tuple[int, int]]:
    """Comma-separated pieces; commas inside brackets do not separate."""
    pieces = []
    start, depth = first, 0
    for token in range(first, end):
        word = scene.words[token]
        depth += (word == "(") - (word == ")")
        if word == "," and depth <= 0:
            if token > start:
                pieces.append((start, token))
            start = token + 1
    pieces.append((start, end))
    return [p for p in pieces if p[1] > p[0]] or [(first, end)]


def strip_lead(scene: Scene, first: int, end: int) -> int:
    """Past connectives and adverbs at the head of a clause."""
    skipped = False
    while first < end:
        lower = scene.lowers[first]
        if scene.words[first] == "(" or first in scene.name_at:
            break
        if first in scene.time_at and scene.time_at[first] < end:
            first = scene.time_at[first]
            continue
        if lower in scene.known.skip_lead or lower in scene.known.of("and"):
            skipped = True
        elif not (scene.is_punctuation(first) or (skipped and lower in scene.known.of("demonstrative"))):
            break
        first += 1  # "Sementara itu, …", "Namun, kemudian …"
    return first


def start_of_content(scene: Scene, first: int, end: int) -> int:
    """Where what is said begins in a sentence whose source comes last: a day or a subordinate clause that opens it
    is part of it in languages that mark such clauses ("When it rained, …, S said")."""
    clauses = scene.known.of("lead-clause")
    if not clauses:
        return strip_lead(scene, first, end)
    while first < end and (
        scene.is_punctuation(first)
        or (
            scene.lowers[first] in scene.known.of("connective", "and")
            and scene.lowers[first] not in clauses
            and first not in scene.name_at
        )
    ):
        first += 1
    return first


def _start_of_subject(scene: Scene, start: int, stop: int) -> int:
    """The subject may follow a prepositional phrase or a verb that has no comma after it: then walk back from
    its end."""
    if start >= stop:
        return stop
    for token in range(stop - 2, start, -1):  # "Harga naik seminggu setelah Menteri X mengatakan …"
        if scene.lowers[token] in scene.known.of("connective") and scene.lowers[token] not in scene.known.of(
            "adverb"
        ):
            start = strip_lead(scene, token, stop)
            break
    if scene.lowers[start] in scene.known.of("absolute-lead") and start + 1 < stop:
        start += 1  # "with officials in Marlow blaming the storm"
    relative = scene.known.of("relative")
    in_relative = False
    clean = scene.lowers[start] not in scene.known.of("preposition", "tail")
    if clean:
        for token in range(start, stop):
            lower = scene.lowers[token]
            if lower in relative:
                in_relative = True
            elif scene.is_predicate(token) and not in_relative:
                clean = False
                break
    if clean:
        return start
    return np_start(scene, stop, start)


def np_start(scene: Scene, end: int, low: int) -> int:
    """Walk back from the end of a noun phrase to its beginning, over one relative clause at most."""
    at = _np_head(scene, end, low)
    if (
        at + 1 < end
        and scene.lowers[at] in scene.known.of("echo")
        and scene.lowers[at - 1 : at]
        and (scene.lowers[at - 1] in scene.known.of("relative"))
    ):
        return at + 1  # "dalam kesempatan yang sama pejabat X …"
    if at - low > 1 and scene.lowers[at - 1] in scene.known.of("relative") and at < end:
        head = _np_head(scene, at - 1, low)
        return head if head < at - 1 else at
    verb = at
    while (
        verb > low
        and end - verb < 8
        and scene.words[verb - 1][0].islower()
        and (scene.known.is_verb(scene.lowers[verb - 1]) or scene.lowers[verb - 1] in scene.known.aux)
    ):
        verb -= 1
    if verb < at and verb - low > 1 and scene.lowers[verb - 1] in scene.known.of("relative"):
        head = _np_head(scene, verb - 1, low)
        return head if head < verb - 1 else at
    return at


def _np_head(scene: Scene, end: int, low: int) -> int:
    at = end
    while at > low:
        token = at - 1
        if (
            at < end
            and scene.layout.ends[token] == scene.layout.starts[at]
            and (scene.words[token].isalpha() and scene.words[at].isalpha())
        ):
            break  # two words glued by a lost space: "laman resmiDinas Kesehatan"
        if token in scene.name_at:
            at = max(low, scene.name_at[token][0])
            continue
        lower = scene.lowers[token]
        if at < end and token in scene.timed and _dates_sentence(scene, token, low):
            break  # "Pada 14 Februari 2018 PKPI …"
        if scene.words[token] in "()":
            at -= 1
            continue
        if at < end and lower in scene.known.of("demonstrative"):
            break  # "Dalam kesempatan itu Gatot …": another noun phrase ended here
        if at < end and scene.is_capital(at) and _enters_subject(scene, token, at, low):
            break
        if at < end and at in scene.name_at and scene.known.clitic and lower.endswith(scene.known.clitic):
            break  # "Dalam pernyataannya Louis …"
        if (
            not scene.is_word(token)
            or (
                lower in scene.known.not_noun
                and lower not in scene.known.of("postnominal")
                and not _joins_name(scene, token, at, end)
            )
            or scene.is_predicate(token)
            or lower in scene.known.of("relative", "and")
        ):
            break
        at -= 1
    return at


def _enters_subject(scene: Scene, token: int, at: int, low: int) -> bool:
    """`Dalam sidang lanjutan Majelis Hakim …`, `Di persidangan Bowo …`: a person or an office right behind the noun
    of a place or an occasion begins the subject."""
    if not scene.words[token].islower() or token <= low:
        return False
    person = scene.name_at.get(at, (0, 0, ""))[2] == "PER"
    if not person and (at in scene.name_at or scene.known.sources.get(scene.lowers[at]) is None):
        return False
    places = scene.known.of("occasion-preposition")
    noun = token
    while noun > low and token - noun < _LONGEST_OCCASION and scene.words[noun].islower():
        if scene.lowers[noun] in scene.known.sources or scene.lowers[noun] in scene.known.relays:
            return False
        if scene.lowers[noun - 1] in places:
            return True
        noun -= 1
    return False


def _dates_sentence(scene: Scene, token: int, low: int) -> bool:
    """Whether the time phrase that ends here stands by itself: at the head, or after a preposition."""
    for first in range(token, max(low, token - 6) - 1, -1):
        if scene.time_at.get(first, 0) > token:
            return first == low or scene.lowers[first - 1] in scene.known.of("preposition")
    return False


def _joins_name(scene: Scene, token: int, after: int, end: int) -> bool:
    """`Institute of Public Health`: a small word between the capitals of one name."""
    if scene.lowers[token] not in scene.known.of("name-preposition") or token == 0:
        return False
    return after < end and scene.is_capital(after) and scene.is_capital(token - 1)


def _with_apposition(scene: Scene, pieces: list[tuple[int, int]], number: int, start: int) -> int:
    """Take in the piece before where it names the same source: "Pemilik bengkel, Joko Susilo"."""
    while number > 1 and _is_age(scene, *pieces[number - 1]):
        number -= 1  # "Made, 50 tahun, warga Jalan X"
    before = pieces[number - 1]
    body = scene.name_at.get(before[0], (0, 0, ""))
    if number > 1 and body[1] == before[1] and body[2] in ("ORG", "STATE"):
        before = pieces[number - 2]  # "Kepala Humas, Dinas Y, Rudi Hartono mengatakan"
        if scene.known.sources.get(scene.lowers[strip_lead(scene, *before)]) != "role":
            return start
    head = strip_lead(scene, *before)
    if head >= before[1] or (head != before[0] and scene.words[before[0]] == ","):
        return start
    if scene.lowers[head] in scene.known.of("preposition", "tail", "addressee"):
        return start
    name_follows = scene.name_at.get(start, (0, 0, ""))[2] == "PER" or scene.is_capital(start)
    article = scene.lowers[start] in scene.known.of("article")
    role_follows = scene.known.sources.keys() & scene.lowers[start : start + (_ROLE_REACH if article else 1)]
    noun_before = (
        scene.lowers[head] in scene.known.sources
        or scene.name_at.get(head, (0, 0, ""))[2] == "PER"
        or (1 < before[1] - head < 6 and all(scene.is_capital(token) for token in range(head, before[1])))
    )
    if (name_follows or role_follows) and noun_before and _is_noun_phrase(scene, head, before[1]):
        return head
    return start


def _is_noun_phrase(scene: Scene, first: int, end: int) -> bool:
    relative = scene.known.of("relative")
    for token in range(first, end):
        lower = scene.lowers[token]
        if lower in relative:
            return True
        if scene.words[token][0].islower() and scene.known.is_verb(lower):
            return False
    return True


def source_after(scene: Scene, first: int, high: int) -> tuple[int, int] | None:
    """The noun phrase that begins at ``first`` (after "kata", "menurut"): with title, affiliation, apposition."""
    end = first
    tails = scene.known.of("tail")
    relative = scene.known.of("relative")
    if _is_pronoun_alone(scene, first, high):
        return first, first + 1
    demonstrative = scene.known.of("demonstrative")
    conjunctions, articles = scene.known.of("and"), scene.known.of("apposition")
    in_relative = False
    seen_name = (
        first < high
        and scene.is_capital(first)
        and first not in scene.name_at
        and (scene.lowers[first] not in scene.known.sources)
    )
    while end < high and end - first < _LONGEST_SOURCE:
        lower = scene.lowers[end]
        word = scene.words[end]
        aged = end > first and scene.words[end - 1].isdigit()  # "kata petenis 27 tahun ini"
        if (
            end in scene.time_at
            and not aged
            and not (word.isdigit() and end > first and scene.is_capital(end - 1))
        ):
            break
        if end in scene.name_at:
            _, last, kind = scene.name_at[end]
            if kind == "PER":
                seen_name, in_relative = True, False
            end = min(last, high)
            continue
        if word == "(":
            close = _closing(scene, end, high)
            if close is None or not _ends_source(scene, close, high):
                if close is not None and close - end <= 4:
                    end = close
                    continue
                break
            return first, close
        if word == ",":
            titled = (
                scene.known.sources.get(scene.lowers[first]) in ("role", "human")
                and first not in scene.name_at
            )
            if not seen_name and (rest := _office_goes_on(scene, end + 1, high)):
                end = rest
                continue
            if titled and not seen_name and (rest := _body_then_name(scene, end + 1, high)):
                end = rest
                continue
            past = past_degrees(scene, end, high)
            if past > end:
                if not _apposition_follows(scene, past + 1, high, True):
                    break
                end = past
                continue
            if not seen_name and _shortened_title(scene, end + 1, high):
                end += 1
                continue
            if not _apposition_follows(scene, end + 1, high, seen_name and not titled):
                break
            seen_name = False  # the description has prepositions and names of its own
            end += 1
            continue
        if _broken_compound(scene, end, first, high):
            end += 2
            continue
        if (
            word == "."
            and end > first
            and (_after_initial(scene, end, high) or _after_title(scene, end, high))
        ):
            end += 1
            continue
        if word == "@":
            return first, _account_end(scene, end, high)
        if not scene.is_word(end) or scene.quote_at.get(end) != scene.quote_at.get(first):
            break
        if lower in relative:
            if seen_name and scene.lowers[end - 1] != "," and not _closes_with_relative(scene, end, high):
                break
            in_relative = True
        elif end > first and lower in tails and scene.lowers[end - 1] in scene.known.of("inner"):
            pass  # "spesialis penyakit dalam"
        elif lower in tails and not in_relative and (end > first or lower in scene.known.of("preposition")):
            if not _inside_title(scene, first, end, high, seen_name):
                break
        elif end > first and (
            lower in scene.known.relays or (not in_relative and _begins_another(scene, end))
        ):
            break
        elif lower in demonstrative and end > first:
            return first, end + 1
        elif lower in articles and end > first and not in_relative and _noun_ended(scene, end):
            break
        elif lower in conjunctions:
            if end + 1 >= high or not (
                scene.is_capital(end + 1) or scene.lowers[end + 1] in scene.known.sources
            ):
                break
        elif not in_relative and end > first and word[0].islower():
            closes = end + 1 < high and scene.lowers[end + 1] in (relative | demonstrative)
            if lower in scene.known.of("complementiser", "copula", "connective"):
                break
            if (lower in scene.known.aux and not closes) or lower in scene.known.of("label"):
                break
            if scene.known.is_verb(lower) and not (closes or _describes(scene, end, high, seen_name)):
                break
            if seen_name:
                break
        end += 1
    while end > first and (scene.words[end - 1] == "," or scene.lowers[end - 1] in conjunctions):
        end -= 1
    return (first, end) if end > first else None


def _account_end(scene: Scene, at: int, high: int) -> int:
    """`akun @lestari_putri`: the end of an account's name, all of one piece, without a closing stop."""
    starts, ends = scene.layout.starts, scene.layout.ends
    end = at + 1
    while end < high and ends[end - 1] == starts[end]:
        end += 1
    while end > at + 1 and not scene.is_word(end - 1):
        end -= 1
    return end


def _noun_ended(scene: Scene, at: int) -> bool:
    """`kata penduduk setempat sebuah perahu …`: an article behind a noun begins the next noun phrase."""
    before = scene.lowers[at - 1]
    return scene.is_word(at - 1) and before not in scene.known.not_noun | scene.known.of("agent", "and", "or")


def _begins_another(scene: Scene, at: int) -> bool:
    """`told reporters the talks …`, `told police he …`: an article or a pronoun begins another noun phrase."""
    articles = scene.known.of("article")
    if not articles or scene.lowers[at] not in articles | scene.known.of("pronoun"):
        return False
    return scene.is_word(at - 1) and scene.lowers[at - 1] not in scene.known.of(
        "preposition", "and", "relative"
    )


def _broken_compound(scene: Scene, at: int, first: int, high: int) -> bool:
    """`Co - Founder`, `GO - JEK`: a hyphen that spaces part from a short first half."""
    if scene.words[at] != "-" or at <= first or at + 1 >= high:
        return False
    return len(scene.words[at - 1]) <= _SHORT_HALF and scene.words[at + 1].isalpha()


def _after_initial(scene: Scene, at: int, high: int) -> bool:
    """`Konsul Jenderal M. Hari`: the stop of an initial, before the rest of the name."""
    initial = scene.words[at - 1]
    return len(initial) == 1 and initial.isupper() and at + 1 < high and scene.is_capital(at + 1)


def _after_title(scene: Scene, at: int, high: int) -> bool:
    """`Prof. Yuliandri`: the stop of a shortened title, before a name or another title."""
    return scene.lowers[at - 1] in scene.known.abbreviated and at + 1 < high and scene.is_word(at + 1)


def _is_pronoun_alone(scene: Scene, first: int, high: int) -> bool:
    """`kata dia di Jakarta`, `menurut dia C`: nothing belongs to a pronoun but a relative clause."""
    if first >= high or first in scene.name_at or scene.lowers[first] not in scene.known.of("pronoun"):
        return False
    return first + 1 >= high or scene.lowers[first + 1] not in scene.known.of("relative", "and")


def _closes_with_relative(scene: Scene, at: int, high: int) -> bool:
    """`kata Indra yang pernah menjadi calon ketua.`: the clause describes the name, and nobody else speaks in it."""
    end = next((t for t in range(at, high) if scene.words[t] in ",;"), high)
    if end < high - 1 or any(scene.lowers[t] in scene.known.of("copula") for t in range(at, end)):
        return False
    return end - at < _LONGEST_SOURCE and not any(
        cue.kind in ("active", "clitic", "passive") and cue.frame in ("say", "quote", "clause")
        for token in range(at, end)
        for cue in scene.known.cues.get(scene.lowers[token], ())
    )


def _describes(scene: Scene, verb: int, high: int, seen_name: bool) -> bool:
    """Whether a verb form describes the noun before it ("kakek berkumis tebal yang …") and is no predicate."""
    return not seen_name and scene.lowers[verb].startswith(scene.known.attributive_prefixes)


def _closing(scene: Scene, at: int, high: int) -> int | None:
    for token in range(at + 1, min(high, at + 12)):
        if scene.words[token] == ")":
            return token + 1
    return None


def _ends_source(scene: Scene, close: int, high: int) -> bool:
    return close >= high or scene.words[close] in ",." or scene.lowers[close] in scene.known.of("tail")


def _office_goes_on(scene: Scene, at: int, high: int) -> int | None:
    """`Kepala Bidang Jalan, Jembatan dan Drainase Rudi Hartono`: a list inside an office, before its holder."""
    joined = False
    for token in range(at, min(high, at + _LONGEST_OFFICE)):
        if scene.name_at.get(token, (0, 0, ""))[2] == "PER":
            return token if joined else None
        if scene.lowers[token] in scene.known.of("and"):
            joined = True
        elif not scene.is_capital(token) and scene.words[token] not in ",()":
            return None
    return None


def past_degrees(scene: Scene, comma: int, high: int) -> int:
    """`kata Yuliandri, S.H., M.H., guru besar …`: where the degrees behind the comma end; the comma if there are
    none.
    """
    at = comma
    while at < high and scene.words[at] == ",":
        reach = range(at + 1, min(high, at + 2 + _LONGEST_DEGREE))
        close = next((t for t in reach if scene.words[t] == "," or scene.words[t].islower()), reach.stop)
        if close == at + 1 or not _is_degree(scene, at + 1, close):
            break
        at = close
    return at


def _shortened_title(scene: Scene, at: int, high: int) -> bool:
    """`Rektor Universitas X, Prof. Yuliandri`, `Kasat Reskrim, AKP Alfan`: a shortened title or a rank and a person's
    name behind the comma.
    """
    if at + 1 < high and scene.lowers[at] in scene.known.ranks and scene.is_capital(at):
        return scene.name_at.get(at + 1, (0, 0, ""))[2] == "PER"
    if at + 2 >= high or scene.lowers[at] not in scene.known.abbreviated or scene.words[at + 1] != ".":
        return False
    return any(scene.name_at.get(token, (0, 0, ""))[2] == "PER" for token in range(at, min(high, at + 8)))


def _body_then_name(scene: Scene, at: int, high: int) -> int | None:
    """`Kepala Humas, Dinas Y, Rudi Hartono`: the office's body between commas, then its holder."""
    _, last, kind = scene.name_at.get(at, (0, 0, ""))
    if kind not in ("ORG", "STATE", "OUTLET") or last >= high or scene.words[last] != ",":
        return None
    person = scene.name_at.get(last + 1, (0, 0, ""))
    return last + 1 if person[2] == "PER" else None


def _apposition_follows(scene: Scene, at: int, high: int, seen_name: bool) -> bool:
    """Whether what follows a comma still describes the source: a name after a role, a role or "yang" after a name."""
    if at >= high or at in scene.time_at:
        return False
    if at in scene.name_at:
        _, last, kind = scene.name_at[at]
        closes = last >= high or scene.words[last] in ",.(" or scene.lowers[last] in scene.known.of("tail")
        return kind == "PER" and not seen_name and closes
    lower = scene.lowers[at]
    seen_name = seen_name or at - 2 in scene.name_at
    if seen_name and lower in scene.known.of("relative"):
        return True
    if seen_name and lower in scene.known.of("article"):
        return _piece_is_closed(scene, at, high)  # "said Ann Reed, a port sergeant."
    if seen_name and scene.known.sources.get(lower) in ("role", "human"):
        return _piece_is_closed(scene, at, high)
    return False


def _piece_is_closed(scene: Scene, at: int, high: int) -> bool:
    """The apposition must end in a comma or with the sentence, and hold no finite verb."""
    for token in range(at, high):
        if scene.words[token] in ",.":
            return True
        if scene.words[token][0].islower() and scene.known.is_verb(scene.lowers[token]):
            return False
    return True


def _inside_title(scene: Scene, first: int, at: int, high: int, seen_name: bool) -> bool:
    """A preposition inside an office ("Duta Besar Rusia untuk PBB", "atase Inggris di Moskow") before any name."""
    if seen_name or at == first:
        return False
    lower = scene.lowers[at]
    if lower not in scene.known.of("title-preposition") or at + 1 >= high:
        return False
    if lower in scene.known.of("locative") and at - first == 1 and scene.is_capital(first):
        return False  # "kata Presiden di Istana Merdeka"
    if (
        lower in scene.known.of("locative")
        and at - first > 2
        and scene.is_capital(at - 1)
        and (scene.is_capital(at - 2) or scene.words[at - 2] == ")")
        and scene.name_at.get(at - 1, (0, 0, ""))[2] not in ("STATE", "LOC")
    ):
        return False  # "Juru Bicara KOI Raja Parlindungan di Jakarta": a name stands before
    return scene.is_capital(at + 1) and (at + 1) not in scene.time_at
