"""Decision tables by hit policy (DMN 1.3, 8.2.8 to 8.2.11)."""

from decimal import Decimal as Num

import pytest

from pendopo.core import decisions
from pendopo.core.decisions import DecisionError
from pendopo.core.decisions.tests.drawn import file, table

FEES = ("< 100 => 10", "[100..500] => 20", "> 500 => 30")
OVERLAP = ("> 0 => 10", "> 10 => 20", "> 20 => 20")
LISTED = "<outputValues><text>20, 10</text></outputValues>"


def decide(body: str, names: dict[str, object], identity: str = "d") -> object:
    return decisions.load(file(body), source="uji.dmn").evaluate(identity, names)


@pytest.mark.parametrize(
    ("policy", "extra", "rules", "x", "value"),
    [
        ("UNIQUE", "", FEES, 100, Num(20)),
        ("UNIQUE", "", FEES, None, None),
        ("FIRST", "", OVERLAP, 15, Num(10)),
        ("ANY", "", OVERLAP, 5, Num(10)),
        ("ANY", "", ("> 0 => 1", "> 1 => 1"), 5, Num(1)),
        ("RULE ORDER", "", OVERLAP, 25, [Num(10), Num(20), Num(20)]),
        ("COLLECT", "", OVERLAP, 25, [Num(10), Num(20), Num(20)]),
        ("COLLECT", "", OVERLAP, -1, None),
        ("COLLECT", 'aggregation="SUM"', OVERLAP, 25, Num(50)),
        ("COLLECT", 'aggregation="MIN"', OVERLAP, 25, Num(10)),
        ("COLLECT", 'aggregation="MAX"', OVERLAP, 25, Num(20)),
        ("COLLECT", 'aggregation="COUNT"', OVERLAP, 25, Num(2)),  # of distinct values, 8.2.11
        ("COLLECT", 'aggregation="COUNT"', OVERLAP, -1, Num(0)),
        ("COLLECT", 'aggregation="SUM"', OVERLAP, -1, None),
    ],
)
def test_hit_policies(policy, extra, rules, x, value):
    assert decide(table(*rules, policy=policy, extra=extra), {"x": x}) == value


@pytest.mark.parametrize(
    ("policy", "value"), [("PRIORITY", Num(20)), ("OUTPUT ORDER", [Num(20), Num(20), Num(10)])]
)
def test_priority_follows_the_listed_values(policy, value):
    assert decide(table(*OVERLAP, policy=policy, values=LISTED), {"x": 25}) == value


@pytest.mark.parametrize(("policy", "x"), [("UNIQUE", 15), ("ANY", 15)])
def test_rules_that_clash_are_named(policy, x):
    with pytest.raises(DecisionError) as caught:
        decide(table(*OVERLAP, policy=policy), {"x": x})
    assert caught.value.rules == ("d_r0", "d_r1")
    assert caught.value.decision == "d"


def test_several_outputs_give_a_context():
    body = table('"a", "b" | - => 1 | "satu"', inputs=("x", "y"), outputs=("biaya", "nama"))
    assert decide(body, {"x": "b"}) == {"biaya": Num(1), "nama": "satu"}


def test_a_default_answers_when_no_rule_hits():
    default = "<defaultOutputEntry><text>0</text></defaultOutputEntry>"
    assert decide(table("> 0 => 1", values=default), {"x": -1}) == Num(0)


def test_cells_see_all_names():
    body = table("> batas => x - batas")
    assert decide(body, {"x": 12, "batas": 10}) == Num(2)


def test_an_input_outside_of_its_list_is_an_error():
    body = table('"a" => 1').replace(
        "</inputExpression>",
        '</inputExpression><inputValues><text>"a", "b"</text></inputValues>',
    )
    assert decide(body, {"x": "b"}) is None
    with pytest.raises(DecisionError):
        decide(body, {"x": "c"})


def needs(*ids: str) -> str:
    return "".join(
        f'<informationRequirement id="n_{one}"><requiredDecision href="#{one}"/>'
        "</informationRequirement>"
        for one in ids
    )


def test_decisions_build_on_decisions():
    body = (
        '<inputData id="in" name="Luas bangunan"><variable name="Luas bangunan"/></inputData>'
        '<decision id="kelas" name="Kelas usaha"><variable name="Kelas usaha"/>'
        '<informationRequirement><requiredInput href="#in"/></informationRequirement>'
        '<literalExpression><text>if Luas bangunan &gt; 100 then "besar" else "kecil"</text>'
        "</literalExpression></decision>"
        + table(
            '"besar" => 500',
            '"kecil" => 100',
            inputs=("Kelas usaha",),
            needs=needs("kelas"),
            identity="biaya",
        )
    )
    found = decisions.load(file(body), source="uji.dmn")
    assert found.ids == ("kelas", "biaya")
    assert found.evaluate("biaya", {"Luas bangunan": 120}) == Num(500)
    assert found.evaluate("biaya", {"Luas bangunan": 20}) == Num(100)
    with pytest.raises(KeyError):
        found.evaluate("lain", {})


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ],
)
def test_reads_every_version(namespace):
    found = decisions.load(file(table(*FEES), namespace), source="uji.dmn")
    assert found.evaluate("d", {"x": 600}) == Num(30)
