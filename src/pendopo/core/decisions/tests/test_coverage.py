"""What tables leave out and where their rules contradict each other, in words."""

from decimal import Decimal as Num

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core import decisions
from pendopo.core.decisions import DecisionError, examine
from pendopo.core.decisions.tests.drawn import file, table


def told(body: str, **known: object) -> list[tuple[str, bool, int, str]]:
    loaded = decisions.load(file(body), source="uji.dmn")
    return [
        (one.problem.rule, one.serious, one.problem.line, one.problem.english)
        for one in examine(loaded, **known)
    ]


@pytest.mark.parametrize(
    ("rules", "more", "found"),
    [
        (("< 100 => 10", "[100..500] => 20", "> 500 => 30"), {}, []),
        (("< 100 => 10", "> 500 => 30"), {}, [("table-gap", "x from 100 to 500.")]),
        (("< 100 => 10", "[100..500) => 20", "> 500 => 30"), {}, [("table-gap", "exactly 500.")]),
        (("<= 17 => 1", ">= 18 => 2"), {}, [("table-gap", "x between 17 and 18.")]),
        (("<= 17 => 1", ">= 18 => 2"), {"integers": {"x"}}, []),
        (('<= date("2025-12-31") => 1', '> date("2025-12-31") => 2'), {}, []),
        (('<= date("2025-12-31") => 1', '>= date("2026-01-01") => 2'), {}, []),
        (('< @"PT8H" => 1', '> @"PT8H" => 2'), {}, [("table-gap", "x exactly PT8H.")]),
        (("true => 1",), {}, [("table-gap", "x no.")]),
        (("true => 1", "not(true) => 1"), {}, []),
        (('"a" => 1', '"b" => 1'), {}, [("table-gap", "x other than “a”, “b”.")]),
        (('"a" => 1', '"b" => 1'), {"values": {"x": ["a", "b"]}}, []),
        (('"a" => 1', '"b" => 1'), {"values": {"x": ["a", "b", "c"]}}, [("table-gap", "x “c”.")]),
        (('"a" => 1', 'not("a") => 1'), {}, []),
        (("- => 1",), {}, []),
        (("null => 1", "!= null => 2"), {}, []),
        (("> batas => 1",), {}, [("table-unchecked", "compute.")]),
        (('starts with(?, "a") => 1',), {}, [("table-unchecked", "compute.")]),
    ],
)
def test_gaps_of_one_column(rules, more, found):
    given_rules = told(table(*rules), **more)
    assert [(rule, serious, line) for rule, serious, line, _ in given_rules] == [
        (rule, False, 4) for rule, _ in found
    ]
    for (_, _, _, english), (_, end) in zip(given_rules, found, strict=True):
        assert english.endswith(end)


def test_a_default_answers_every_gap():
    default = "<defaultOutputEntry><text>0</text></defaultOutputEntry>"
    assert told(table("> 0 => 1", values=default)) == []


@pytest.mark.parametrize("policy", ["COLLECT", "RULE ORDER"])
def test_a_table_that_collects_may_answer_nothing(policy):
    assert told(table("> 0 => 1", "> 5 => 2", policy=policy)) == []


def test_rules_that_hit_together():
    body = table("> 0 | - => 10", '> 10 | "a" => 20', "<= 0 | - => 1", inputs=("x", "y"))
    (found,) = told(body)
    assert found == (
        "table-overlap",
        True,
        6,
        "The rules of lines 5 and 6 both hit for: x above 10; y “a”."
        " In a table with the policy UNIQUE only one rule may hit.",
    )
    assert told(table("> 0 => 10", "> 10 => 10", "<= 0 => 3", policy="ANY")) == []
    (found,) = told(table("> 0 => 10", "> 10 => 20", "<= 0 => 3", policy="ANY"))
    assert found[:3] == ("table-overlap", True, 6)


def test_a_rule_that_never_hits():
    (found,) = told(table('"a" => 10', "- => 20", '"b" => 2', policy="FIRST"))
    assert found[:3] == ("rule-never-hits", False, 7)


TYPED = """<decision id="d" name="d">
<decisionTable id="t"><input><inputExpression typeRef="number"><text>x</text></inputExpression>
</input><output name="hasil" typeRef="string"/>
<rule id="r1"><inputEntry><text>%s</text></inputEntry>
<outputEntry><text>%s</text></outputEntry></rule></decisionTable></decision>"""


@pytest.mark.parametrize(
    ("test", "answer", "english"),
    [
        ('"5"', '"a"', 'The cell "5" of the column “x” is no number.'),
        ("[1..2]", "12", "The cell 12 of the column “hasil” is no string."),
        ("&gt; 5, true", '"a"', "The cell > 5, true of the column “x” is no number."),
    ],
)
def test_a_cell_of_another_type_is_a_defect(test, answer, english):
    assert told(TYPED % (test, answer)) == [("cell-type", True, 6, english)]


def test_a_cell_that_names_no_choice_is_a_defect():
    (found,) = told(table('"a" => 1', 'not("z") => 2'), values={"x": ["a", "b"]})
    assert found == (
        "cell-value",
        True,
        6,
        "“z” is no choice of the column “x”; there are: “a”, “b”.",
    )


def test_a_cell_that_is_made_to_fit_is_none():
    assert {rule for rule, *_ in told(TYPED % ("1, null", '["a"]'))} == {"table-gap"}


def test_allowed_values_bound_the_column():
    body = table('"a" => 1').replace(
        "</inputExpression>",
        '</inputExpression><inputValues><text>"a", "b"</text></inputValues>',
    )
    assert told(body) == [("table-gap", False, 4, "No rule hits for: x “b”.")]


def test_tables_inside_of_boxes_are_looked_at():
    inner = table("> 0 => 1").split("\n", 1)[1].rsplit("</decision>", 1)[0]
    body = (
        '<decision id="b" name="b"><context><contextEntry><variable name="n"/>\n'
        f"{inner}</contextEntry></context></decision>"
    )
    assert [rule for rule, *_ in told(body)] == ["table-gap"]


def test_a_table_with_more_regions_than_can_be_searched_says_so():
    inputs = tuple(f"x{n}" for n in range(16))
    rules = [" | ".join(f"{(n * 7 + m * 3) % 11}" for m in range(16)) + " => 1" for n in range(400)]
    begun = told(table(*rules, inputs=inputs))
    assert begun


CELLS = st.sampled_from(
    ["-", "1", "2", "< 2", ">= 2", "[1..2]", "(1..3)", "not(2)", "1, 3", "!= 3", "> 3, < 1"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_agrees_with_trying_every_value(cells):
    rules = [f"{one} | {other} => {place}" for place, (one, other) in enumerate(cells)]
    body = table(*rules, inputs=("x", "y"))
    loaded = decisions.load(file(body), source="uji.dmn")
    gap = overlap = False
    steps = [Num(n) / 2 for n in range(9)]
    for x in steps:
        for y in steps:
            try:
                gap |= loaded.evaluate("d", {"x": x, "y": y}) is None
            except DecisionError:
                overlap = True
    rules_told = {one.problem.rule for one in examine(loaded)}
    assert ("table-gap" in rules_told) is gap
    assert ("table-overlap" in rules_told) is overlap
