"""Files and values that were made to hurt: each ends soon, with a clear error."""

import time

import pytest

from pendopo.core import decisions, feel
from pendopo.core.decisions import DecisionError, DecisionsRefused
from pendopo.core.decisions.tests.drawn import file
from pendopo.core.decisions.tests.test_boxed import asks, decision, entry, knows, literal


def refused(body: str, *, strict: bool = True) -> set[str]:
    with pytest.raises(DecisionsRefused) as caught:
        decisions.load(file(body), source="uji.dmn", strict=strict)
    return {one.rule for one in caught.value.problems}


@pytest.mark.parametrize("strict", [True, False])
def test_boxes_within_boxes(strict):
    logic = literal("1")
    for _ in range(80):
        logic = f"<context>{entry('', logic)}</context>"
    assert "too-deep" in refused(decision(logic), strict=strict)


def test_types_within_types():
    chain = "".join(
        f'<itemDefinition name="t{n}"><typeRef>t{n + 1}</typeRef></itemDefinition>'
        for n in range(500)
    )
    assert "too-deep" in refused(chain + decision(literal("1")))
    circle = '<itemDefinition name="t"><itemComponent name="a"><typeRef>t</typeRef></itemComponent>'
    body = f"{circle}</itemDefinition>" + decision(literal("{a: {a: {a: null}}}"), kind="t")
    found = decisions.load(file(body), source="uji.dmn").evaluate("d", {})
    assert found == {"a": {"a": {"a": None}}}


def test_a_long_chain_of_decisions_is_no_deep_one():
    count = 3_000
    chain = decision(literal("1"), identity="d0") + "".join(
        decision(
            literal(f"d{n} + 1"), needs=asks(f"d{n}", "requiredDecision"), identity=f"d{n + 1}"
        )
        for n in range(count)
    )
    begun = time.perf_counter()
    loaded = decisions.load(file(chain), source="uji.dmn", strict=False)
    assert loaded.evaluate(f"d{count}", {}) == count + 1
    assert time.perf_counter() - begun < 15


def test_a_circle_when_not_strict_is_no_endless_loop():
    body = decision(literal("b"), needs=asks("b", "requiredDecision"), identity="a") + decision(
        literal("a"), needs=asks("a", "requiredDecision"), identity="b"
    )
    assert decisions.load(file(body), source="x", strict=False).evaluate("a", {}) is None
    assert refused(body) == {"circle"}


def test_functions_that_need_each_other_for_ever():
    chain = "".join(
        f'<businessKnowledgeModel id="k{n}" name="k{n}">{knows(f"k{n + 1}")}<encapsulatedLogic>'
        f"{literal(f'k{n + 1}()')}</encapsulatedLogic></businessKnowledgeModel>"
        for n in range(2_000)
    )
    loaded = decisions.load(
        file(chain + decision(literal("k0()"), needs=knows("k0"))), source="uji.dmn", strict=False
    )
    with pytest.raises(DecisionError, match="langkah"):
        loaded.evaluate("d", {})


@pytest.mark.parametrize(
    "logic",
    [
        literal("for i in 1..1000000000 return i"),
        literal("for x in 1..100000 return count(append(partial, x))"),
        literal("for x in 1..100000 return y = y"),
        literal("for x in 1..100000 return z + z"),
        literal("for x in 1..100000 return y.a"),
        f'<for iteratorVariable="n"><in>{literal("[1..1000000000]")}</in>'
        f"<return>{literal('n')}</return></for>",
    ],
)
@pytest.mark.parametrize("strict", [True, False])
def test_work_without_end_is_stopped(logic, strict):
    inputs = "".join(
        f'<inputData id="{one}" name="{one}"><variable name="{one}"/></inputData>' for one in "yz"
    )
    body = inputs + decision(logic, needs=asks("y") + asks("z"))
    loaded = decisions.load(file(body), source="uji.dmn", strict=strict)
    begun = time.perf_counter()
    with pytest.raises(DecisionError, match="langkah"):
        loaded.evaluate("d", {"y": [{"a": 1}] * 50_000, "z": "x" * 50_000})
    assert time.perf_counter() - begun < 30


def test_a_text_of_ten_megabytes():
    names = {"teks": "a" * 10_000_000}
    for text, found in (
        ("string length(teks)", 10_000_000),
        ('contains(teks, "b")', False),
        ('matches(teks, "a*b")', None),
    ):
        begun = time.perf_counter()
        try:
            assert feel.expression(text).evaluate(names) == found
        except feel.FeelError as error:
            assert error.english == "The expression takes too many steps."
        assert time.perf_counter() - begun < 10
    with pytest.raises(feel.FeelError):
        feel.expression("teks + teks").evaluate(names)
    with pytest.raises(feel.FeelError):
        feel.expression('"' + "a" * 10_000_000 + '"')


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><d>&a;</d>',
        b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>',
        b"<d>" * 300 + b"</d>" * 300,
        b"<d>" + b" " * (5 * 1024 * 1024) + b"</d>",
        b"\xff\xfe<d/>",
        b"",
    ],
)
@pytest.mark.parametrize("strict", [True, False])
def test_xml_that_is_refused(xml, strict):
    with pytest.raises(DecisionsRefused):
        decisions.load(xml, source="uji.dmn", strict=strict)
