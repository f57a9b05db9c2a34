"""English news: how sources, figures, days and page furniture are read. Sentences are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from runut import dossier
from runut.engine.resources import load_gazetteer, load_name_tagger, load_pack
from runut.model.article import Article
from runut.pipeline import Findings, Tools, find_all


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(load_pack("en"), load_gazetteer(), load_name_tagger())


def read(text: str, tools: Tools, published: str | None = None) -> Findings:
    return find_all(Article("invented.txt", text, "", language="en", published=published), tools)


def told(text: str, tools: Tools) -> list[tuple[str, str]]:
    """Source and content of each statement."""
    return [
        (one.source_name, " ## ".join(span.of(text) for span in one.content))
        for one in read(text, tools).statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the verb before its source
        ("Boats joined the search in the bay, said Junara, who heads the rescue post.",
         [("Junara", "Boats joined the search in the bay")]),
        ("The roof fell in, said Ann Reed, deputy head of the Marlow Port Agency.",
         [("Ann Reed", "The roof fell in")]),
        # the source ends where another clause begins
        ("A man later called the harbour and said the buoy had drifted off.",
         [("anonymous: man", "the buoy had drifted off")]),
        ("Crews recovered three boats and officials fear that the wreck will drift.",
         [("anonymous: officials", "the wreck will drift")]),
        ("Norline, the country's largest ferry operator, reported on Monday that a boat was lost.",
         [("Norline", "a boat was lost")]),
        # participles go on with the same source
        ('"The tide is high," Ann Reed said, adding that the port was shut.',
         [("Ann Reed", "The tide is high"), ("Ann Reed", "the port was shut")]),
        ("However, a local chief, Tom Reed, gave a higher toll, saying nine boats were lost.",
         [("Tom Reed", "nine boats were lost")]),
        # told somebody, with and without "that"
        ("Ann Reed told Reuters the ship sank.", [("Ann Reed", "the ship sank")]),
        ("The minister told a press briefing in Paris on Friday the talks had failed.",
         [("anonymous: minister", "the talks had failed")]),
        ("Ann Reed told police she had seen nothing.", [("Ann Reed", "she had seen nothing")]),
        # what somebody is quoted with by somebody else
        ("Mayor Ann Reed was quoted by Xinhua as saying 20 houses had burned down.",
         [("Ann Reed", "20 houses had burned down")]),
        # the source and its verb after the clause
        ("Prices rose in May, official data showed on Friday.", [("anonymous: official data", "Prices rose in May")]),
        ("The ferry was carrying 150 passengers, the Daily Ledger reported, citing a port official.",
         [("anonymous: port official", "The ferry was carrying 150 passengers")]),
        # days and places of the saying are no part of what is said
        ("The army said on Saturday its troops had left the town.",
         [("anonymous: army", "its troops had left the town")]),
        # refusing and denying
        ("The ruling party on Wednesday refused to accept defeat and signalled it would fight.",
         [("anonymous: ruling party", "accept defeat"), ("anonymous: ruling party", "it would fight")]),
        ("Ann Reed declined to comment on the case.", [("Ann Reed", "comment on the case")]),
        ("Reuters could not immediately verify the report.", [("Reuters", "the report")]),
        ("The coast guard has not been able to verify that claim.", [("anonymous: coast guard", "that claim")]),
        ("Asked whether he had requested a transfer, Tom Reed said he had.", [("Tom Reed", "he had")]),
        # hearsay inside a clause
        ("The club reportedly offered him a contract.",
         [("anonymous: not named", "The club ## offered him a contract")]),
        # a subordinate clause before the main one is said too; a preposition's day is not
        ("When the boats pulled in, a crowd ran up to them, Ann Reed said.",
         [("Ann Reed", "When the boats pulled in, a crowd ran up to them")]),
        ("Crews found a woman in the ruins, spokesman Tom Reed told local television.",
         [("Tom Reed", "Crews found a woman in the ruins")]),
        ('The army denied this, saying in a note "our men were not there at the time".',
         [("anonymous: army", "this"), ("anonymous: army", "our men were not there at the time")]),
        ("The army disputed that toll, saying it had struck a depot.",
         [("anonymous: army", "that toll"), ("anonymous: army", "it had struck a depot")]),
        ("Profit rose on strong sales, the tyre maker said Tuesday.",
         [("anonymous: tyre maker", "Profit rose on strong sales")]),
        ("The opposition leader said Thursday he will challenge the count.",
         [("anonymous: opposition leader", "he will challenge the count")]),
        ("Ann Reed -- a former mayor -- told AFP her party had a right to know.",
         [("Ann Reed", "her party had a right to know")]),
        ("Four people were hurt in the crash, said Tom Reed, a port sergeant.",
         [("Tom Reed", "Four people were hurt in the crash")]),
        ("Election supervisor Ann Reed said the count had stopped.", [("Ann Reed", "the count had stopped")]),
        ("Norline expects to make a profit by May, its founders said Tuesday.",
         [("anonymous: its founders", "Norline expects to make a profit by May")]),
        ("Norline beat the Wall Street estimate by a cent.", []),
        ("This has not yet been confirmed by the authorities.", []),
        # what stands between the source and its verb
        ("The ferry firm's agent, Tom Reed, in a letter on Monday, said the boat was sound.",
         [("Tom Reed", "the boat was sound")]),
        ("Ann Reed, in office since 2012, dismissed reports of a leak.", [("Ann Reed", "reports of a leak")]),
        ('"We lost the barn," Ann Reed, minister of farms, woods and rivers, told Reuters.',
         [("Ann Reed", "We lost the barn")]),
        ("Tom Lowe, who also runs the Marlow Port Authority, the owner of the quay, has said the quay is safe.",
         [("Tom Lowe", "the quay is safe")]),
        ("Harlow Motors (OSE: HAR), which owns Denby Trucks, said that sales rose.",
         [("Harlow Motors", "sales rose")]),
        # what follows the tag of a quotation, and of a clause
        ('"We lost the barn," Ann Reed added, pointing to a field.', [("Ann Reed", "We lost the barn")]),
        ("The bridge fell at dawn, its owner announced, with the city council saying two people were hurt.",
         [("anonymous: its owner", "The bridge fell at dawn"), ("anonymous: city council", "two people were hurt")]),
        ('Tom Reed described the vote as "a farce," noting that two villages had no ballots.',
         [("Tom Reed", 'the vote as "a farce'), ("Tom Reed", "two villages had no ballots")]),
        ("The army rejected the report, denouncing it as a lie.",
         [("anonymous: army", "the report"), ("anonymous: army", "it as a lie")]),
        ("Ann Reed called on ministers to think again.", [("Ann Reed", "ministers to think again")]),
        ("Unions called for a halt to the sale.", [("Unions", "a halt to the sale")]),
        ('The mayor called the vote "a farce" and left.', [("anonymous: mayor", 'the vote "a farce')]),
        ("The Coast Watch, unpaid volunteers who run the post, had earlier said that two boats were lost.",
         [("Coast Watch", "two boats were lost")]),
        ("Nurses from Marlow gathered in the square on Monday, calling for better pay.",
         [("anonymous: Nurses", "better pay")]),
        ("If the rain is long it will hurt the crop, Ann Reed said.",
         [("Ann Reed", "If the rain is long it will hurt the crop")]),
        # a noun that holds what is said, from whoever gives it
        ("The ministry released information that two men had fled.", [("anonymous: ministry", "two men had fled")]),
        ("Ann Reed expressed grave concern that the dam would fail.", [("Ann Reed", "the dam would fail")]),
        ("Tom Lowe spoke up after the Marlow Port Authority, which runs the quay, said that it would close.",
         [("Marlow Port Authority", "it would close")]),
        # whose claims are denied
        ("Norland's government rejected opposition claims that votes had been bought.",
         [("anonymous: Norland's government", "opposition claims that votes had been bought"),
          ("anonymous: opposition", "votes had been bought")]),
        # who speaks within what is said, and who cannot
        ("Tom Lowe said that the recent flood has reminded the town that dams can fail.",
         [("Tom Lowe", "the recent flood has reminded the town that dams can fail")]),
        ("He ran the inquest into the death and alleged murder of Tom Lowe, and Ann Reed said it was over.",
         [("Ann Reed", "it was over")]),
        ('HarlowMotors issued a note on the fire, saying in part:\n\n"We will help the families of the crew."',
         [("HarlowMotors", "We will help the families of the crew")]),
        # two voices
        ("The governor declared victory but his rival also claimed he had won.",
         [("anonymous: governor", "victory"), ("anonymous: his rival", "he had won")]),
        ("At a rally just minutes after Ann Reed left, Tom Lowe looked calm and said the vote was fair.",
         [("Tom Lowe", "the vote was fair")]),
    ],
)  # fmt: skip
def test_who_said_what(text: str, expected: list[tuple[str, str]], tools: Tools) -> None:
    assert told(text, tools) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No rebel group has claimed the attack was its own.",
        "Tom Lowe was accused of fraud.",
        "A man suspected of theft was held.",
        "The result will not be announced until May.",
        "The shop was reported closed after dark.",
        "Asked if he would stay, he left.",
        "He resigned as minister of state media.",
        "The group claimed responsibility for the blast.",
        "The company has continued to grow.",
        "The papers were not disclosed to the board.",
        "He made a similar claim of victory.",
        "A film called “Rain” opened on Friday.",
        "The boat was called “a wreck” in the town.",
        "A town threatened by fire stood empty on Monday.",
        "The plan denounced by two unions was dropped.",
        "There is concern that the dam will fail.",
        "The army and state security agents stood at the gate.",
        "Growing calls for a halt to the sale have been ignored.",
    ],
)
def test_nobody_says_anything(text: str, tools: Tools) -> None:
    assert told(text, tools) == []


def test_a_chain_of_those_who_quote_each_other(tools: Tools) -> None:
    (only,) = read("Xinhua quoted Mayor Ann Reed as saying that 20 houses had burned down.", tools).statements
    assert only.chain == ["Ann Reed", "Xinhua", "this article"]


def test_a_fear_told_of_has_both_voices(tools: Tools) -> None:
    text = "Villagers fear that the dam will burst, agency spokesman Tom Reed said."
    found = read(text, tools).statements
    assert {(one.source_name, tuple(one.chain)) for one in found} == {
        ("Tom Reed", ("Tom Reed", "this article")),
        ("anonymous: Villagers", ("anonymous: Villagers", "Tom Reed", "this article")),
    }


def test_a_speech_over_several_paragraphs_is_one_statement(tools: Tools) -> None:
    text = (
        'Ann Reed told the local paper: "We waited for weeks.\n\n'
        '"Then the water came and took the road.\n\n"We will build it again."'
    )
    (only,) = read(text, tools).statements
    assert (only.source_name, only.kind, len(only.content)) == ("Ann Reed", "direct", 3)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The coast guard said a boat was lost. It said divers were searching.", ["anonymous: coast guard"] * 2),
        ('Norline denied the boat was old. "It was new," it said.', ["Norline", "Norline"]),
        ("A woman said she ran. The prosecutor said the man was armed.", ["anonymous: woman", "anonymous: prosecutor"]),
        ("Sheriff Ann Reed said he fled. The sheriff said he was armed.", ["Ann Reed", "Ann Reed"]),
        ("Norland's governor said schools would shut.", ["anonymous: Norland's governor"]),
        ("Captain Tom Reed said it hurt. Reed's brother said he knew.", ["Tom Reed", "anonymous: Reed's brother"]),
        ("Health spokesman Asad al Karim said it was open.", ["Asad al Karim"]),
        ("The US said it would wait. The WHO has said it is worried.", ["Amerika Serikat", "WHO"]),
        ("Fiji's ruling party said it had lost.", ["anonymous: Fiji's ruling party"]),
        ("Russia's Federal Security Service (FSB) said a shell had hit it.", ["FSB"]),
        ("Germany's Robert Koch Institute said 40 people were ill.", ["Robert Koch Institute"]),
        ("US military said the road was open.", ["anonymous: US military"]),
        ("The US government said the road was open.", ["Amerika Serikat"]),
        ("Gaza's health ministry said 12 died. The ministry said more were hurt.",
         ["anonymous: Gaza's health ministry"] * 2),
        ("Harlow Motors said sales fell. The company said it would cut jobs.", ["Harlow Motors"] * 2),
        ("Ann Reed said sales fell. The company said it would cut jobs.", ["Ann Reed", "anonymous: company"]),
        ("Norland's opposition candidate Tom Reed said he had won.", ["Tom Reed"]),
        ("Reed's brother John Lowe said he knew.", ["John Lowe"]),
        ("The Education Secretary said it was closed.", ["anonymous: Education Secretary"]),
        ("An initial estimate from Harlow Analytics put the cost at $2m.", ["Harlow Analytics"]),
        ("Harlow Motors sold two ferries on Monday, the company said.", ["Harlow Motors"]),
        ("Harlow Motors was fined on Monday, the court said.", ["anonymous: court"]),
        ("Norland Army Radio said he was alive. Army Radio said it was not clear.", ["Norland Army Radio"] * 2),
        ('Ann Reed said she ran. "I was scared," the 72-year-old told reporters.', ["Ann Reed"] * 2),
        ("Italy's ANSA news agency said the road was open.", ["ANSA"]),
        ("The Department of Rivers is holding a hearing. It says the wall is safe.", ["Department of Rivers"]),
        ("Rebel spokesman Zahir Anwari said in a post on Twitter that the road was open.", ["Zahir Anwari"]),
        ("The Institute of Rural Safety said the well was dry.", ["Institute of Rural Safety"]),
    ],
)  # fmt: skip
def test_whom_a_phrase_means(text: str, names: list[str], tools: Tools) -> None:
    assert [one.source_name for one in read(text, tools).statements] == names


def test_an_owner_is_apart_from_what_it_owns(tools: Tools) -> None:
    text = "The People's Alliance party said it won. Captain Tom Reed's brother said Reed's boat sank."
    actors = {text[m.start : m.end] for actor in read(text, tools).actors for m in actor.mentions}
    assert {"People's Alliance", "Tom Reed", "Reed"} <= actors
    assert not any(mention.endswith("'s") for mention in actors)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("About 1.2m people fled.", ("About 1.2m", 1_200_000, "person")),
        ("A 2m wall fell.", ("2m", 2, "metre")),
        ("He said 15 soldiers died and 13 were wounded.", ("13", 13, "person")),
        ("The 11 facilities run by the ministry shut.", ("11", 11, "facility")),
        ("Two law enforcement officers were hurt.", ("Two", 2, "officer")),
    ],
)
def test_figures(text: str, figure: tuple[str, int, str], tools: Tools) -> None:
    found = [(text[q.start : q.end], q.low, q.unit) for q in read(text, tools).quantities]
    assert figure in found


def test_a_weekday_with_its_date_in_brackets_pins_the_year(tools: Tools) -> None:
    text = "The boat was found on Monday (Jul 13), months after it sank on Aug 4, 2019."
    assert [t.value for t in read(text, tools).times] == ["2020-07-13", "2019-08-04"]


def test_the_head_of_a_page(tools: Tools) -> None:
    text = (
        "Harbor Register Star\nApr 3, 9:15 AM EDT\n\nFerry sinks off Marlow and nine people are lost\n\n"
        "Latest News\nPort workers begin a strike over pay\n\n"
        "MARLOW, Ark. (AP) -- A ferry sank off the coast on Monday, the port authority said.\n"
    )
    found = read(text, tools)
    assert [f.kind for f in found.furniture] == [
        "byline", "byline", "headline", "related-link", "related-link", "dateline",
    ]  # fmt: skip
    assert found.outlet == "Harbor Register Star"
    assert found.statements[0].content[0].of(text) == "A ferry sank off the coast on Monday"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The port shut at noon, Ann Reed said. Ships will wait. \u2014 AFP\n", ["Ann Reed", "AFP", "this article"]),
        ("Abuja, Nigeria \u2013 The port shut at noon on Monday, Ann Reed said.\n", ["Ann Reed", "this article"]),
        ("DENBY COUNTY, Ky. (WXYZ) -- The port shut at noon on Monday, Ann Reed said.\n", ["Ann Reed", "WXYZ"]),
        ("Port shuts after storm\n\nThe Jakarta Post\n\nThe port shut on Monday night, Ann Reed said in a statement.\n",
         ["Ann Reed", "The Jakarta Post"]),
    ],
)  # fmt: skip
def test_who_publishes_and_who_is_credited(text: str, chain: list[str], tools: Tools) -> None:
    assert read(text, tools).statements[0].chain == chain


def test_a_text_broken_at_a_width_is_read_whole(tools: Tools) -> None:
    text = (
        "The harbour of Marlow will be closed for two weeks from\nnext Monday while divers raise the ferry lost in\n"
        "the storm, and boats will be sent to Denby, which has\nroom for twenty of them at its new quay.\n"
        '"We will do it as fast as the weather lets us, and no\nfaster than that. The wreck lies deep in the mud of\n'
        'the river," harbour master Ann Reed said.\n'
    )
    (only,) = read(text, tools).statements
    assert (only.source_name, only.kind) == ("Ann Reed", "direct")
    assert only.content[0].of(text).startswith("We will do it")


def test_lines_of_a_list_stay_apart(tools: Tools) -> None:
    text = "What to take:\nwarm clothes\na torch\nwater\nfood for a day\nAnn Reed said it would do.\nCome early.\n"
    assert [s.content[0].of(text) for s in read(text, tools).statements] == ["it would do"]


def test_to_have_done_is_asserted(tools: Tools) -> None:
    stances = [
        s.stance for s in read("Tom Lowe claimed to have won. Ann Reed told him to stop.", tools).statements
    ]
    assert stances[0] == "asserts"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ann Reed declined to provide further details.", "declines"),
        ("Tom Lowe refused to give up the boat.", "asserts"),
    ],
)
def test_who_declines_and_who_refuses(text: str, stance: str, tools: Tools) -> None:
    assert [one.stance for one in read(text, tools).statements] == [stance]


def test_questions_are_asked_in_the_plural_and_name_places_in_english(tmp_path: Path) -> None:
    first = "MARLOW (Harbor Wire) - Officials said on Monday that 120 lanterns were destroyed in the South China Sea."
    second = (
        "Fisheries agency head Ann Reed said 130 lanterns were destroyed in the South China Sea on Monday."
    )
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, text in zip(paths, (first, second), strict=True):
        path.write_text(text, "utf-8")
    asked = [question.text for story in dossier(paths).stories for question in story.questions]
    assert all("lantern " not in text for text in asked)
    assert any("lanterns" in text and "South China Sea" in text for text in asked)
