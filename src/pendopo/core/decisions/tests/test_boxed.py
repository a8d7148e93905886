"""Boxed expressions, functions, services, types and imports (DMN 1.5, 7.3, 10.2 and 10.4)."""

from datetime import UTC, date, datetime
from decimal import Decimal as Num

import pytest

from pendopo.core import decisions
from pendopo.core.decisions import DecisionError, Decisions, DecisionsRefused
from pendopo.core.decisions.tests.drawn import file, table


def literal(text: str, kind: str = "") -> str:
    typed = f' typeRef="{kind}"' if kind else ""
    return f"<literalExpression{typed}><text>{text}</text></literalExpression>"


def decision(logic: str, *, needs: str = "", kind: str = "", identity: str = "d") -> str:
    typed = f' typeRef="{kind}"' if kind else ""
    variable = f'<variable name="{identity}"{typed}/>'
    return f'<decision id="{identity}" name="{identity}">{variable}{needs}{logic}</decision>'


def knows(identity: str) -> str:
    return f'<knowledgeRequirement><requiredKnowledge href="#{identity}"/></knowledgeRequirement>'


def asks(identity: str, kind: str = "requiredInput") -> str:
    return f'<informationRequirement><{kind} href="#{identity}"/></informationRequirement>'


def entry(name: str, logic: str) -> str:
    variable = f'<variable name="{name}"/>' if name else ""
    return f"<contextEntry>{variable}{logic}</contextEntry>"


def read(body: str, *, strict: bool = True) -> Decisions:
    return decisions.load(file(body), source="uji.dmn", strict=strict)


def value(body: str, names: dict[str, object] | None = None, *, strict: bool = True) -> object:
    return read(body, strict=strict).evaluate("d", names or {})


CONTEXT = "<context>{}</context>".format(
    entry("biaya dasar", literal("100"))
    + entry("denda", literal("biaya dasar * 0.5"))
    + entry("", literal("biaya dasar + denda"))
)
RELATION = (
    '<relation><column name="nama"/><column name="umur"/>'
    f"<row>{literal('&quot;A&quot;')}{literal('40')}</row>"
    f"<row>{literal('&quot;B&quot;')}{literal('9')}</row></relation>"
)
CONDITIONAL = (
    f"<conditional><if>{literal('x > 1')}</if><then>{literal('1')}</then>"
    f"<else>{literal('2')}</else></conditional>"
)
FILTER = f"<filter><in>{literal('[1, 2, 3]')}</in><match>{literal('item > 1')}</match></filter>"
FOR = (
    f'<for iteratorVariable="n"><in>{literal("1..3")}</in>'.replace("1..3", "[1, 2, 3]")
    + f"<return>{literal('n * x')}</return></for>"
)
SOME = (
    f'<some iteratorVariable="n"><in>{literal("[1, 2]")}</in>'
    f"<satisfies>{literal('n = x')}</satisfies></some>"
)
FUNCTION = (
    f'<functionDefinition><formalParameter name="n" typeRef="number"/>{literal("n * 2")}'
    "</functionDefinition>"
)


@pytest.mark.parametrize(
    ("logic", "found"),
    [
        (CONTEXT, Num(150)),
        (RELATION, [{"nama": "A", "umur": Num(40)}, {"nama": "B", "umur": Num(9)}]),
        (f"<list>{literal('1')}{literal('x')}</list>", [Num(1), Num(2)]),
        (CONDITIONAL, Num(1)),
        (FILTER, [Num(2), Num(3)]),
        (FOR, [Num(2), Num(4), Num(6)]),
        (SOME, True),
        (SOME.replace("some", "every"), False),
        (f"<context>{entry('f', FUNCTION)}{entry('', literal('f(x)'))}</context>", Num(4)),
        (
            f"<context>{entry('f', FUNCTION)}{entry('', literal('f(&quot;a&quot;)'))}</context>",
            None,
        ),
    ],
)
def test_boxed_expressions(logic, found):
    assert value(decision(logic), {"x": 2}) == found


def test_names_that_a_decision_takes():
    loaded = read(decision(CONTEXT.replace("* 0.5", "* tarif")))
    assert loaded.decisions["d"].logic.names == {"tarif"}


KNOWLEDGE = (
    '<businessKnowledgeModel id="k" name="faktorial"><variable name="faktorial"/>'
    + knows("k")
    + '<encapsulatedLogic><formalParameter name="n" typeRef="number"/>'
    + literal("if n &lt; 2 then 1 else n * faktorial(n - 1)", "number")
    + "</encapsulatedLogic></businessKnowledgeModel>"
)


def test_a_knowledge_model_is_a_function_that_may_call_itself():
    assert value(KNOWLEDGE + decision(literal("faktorial(5)"), needs=knows("k"))) == Num(120)
    endless = KNOWLEDGE.replace("n &lt; 2", "n = 0.5")
    with pytest.raises(DecisionError, match="langkah"):
        value(endless + decision(literal("faktorial(5)"), needs=knows("k")))


def test_an_invocation_binds_by_name():
    call = (
        f'<invocation>{literal("faktorial")}<binding><parameter name="n"/>{literal("4")}'
        "</binding></invocation>"
    )
    body = KNOWLEDGE + decision(call, needs=knows("k"))
    assert value(body) == Num(24)
    assert value(body.replace('parameter name="n"/>', 'parameter name="m"/>'), strict=False) is None


def test_a_service_takes_its_decisions_as_a_function():
    body = (
        '<inputData id="in" name="luas"><variable name="luas" typeRef="number"/></inputData>'
        + decision(literal("2"), identity="tarif")
        + decision(
            literal("luas * tarif"),
            needs=asks("in") + asks("tarif", "requiredDecision"),
            identity="biaya",
        )
        + '<decisionService id="s" name="hitung"><variable name="hitung"/>'
        '<outputDecision href="#biaya"/><inputDecision href="#tarif"/><inputData href="#in"/>'
        "</decisionService>" + decision(literal("hitung(10, 3)"), needs=knows("s"))
    )
    loaded = read(body)
    assert loaded.evaluate("d", {}) == Num(30)
    assert loaded.invoke("hitung", {"luas": 10, "tarif": 5}) == Num(50)
    assert loaded.evaluate("biaya", {"luas": 10}) == Num(20)
    with pytest.raises(KeyError):
        loaded.invoke("lain", {})


TYPES = (
    '<itemDefinition name="Jenis"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text>'
    '</allowedValues></itemDefinition><itemDefinition name="Pemohon">'
    '<itemComponent name="nama lengkap"><typeRef>string</typeRef></itemComponent>'
    '<itemComponent name="jenis"><typeRef>Jenis</typeRef></itemComponent></itemDefinition>'
    '<itemDefinition name="Daftar" isCollection="true"><typeRef>number</typeRef></itemDefinition>'
)


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ('"a"', "Jenis", "a"),
        ('"c"', "Jenis", None),
        ("5", "Daftar", [Num(5)]),
        ("[5]", "number", Num(5)),
        ("[1, 2]", "number", None),
        ('{nama lengkap: "S", jenis: "b"}', "Pemohon", {"nama lengkap": "S", "jenis": "b"}),
        ('{nama lengkap: "S", jenis: "z"}', "Pemohon", None),
        ('{jenis: "b"}', "Pemohon", None),
        ('@"2026-11-21"', "date and time", datetime(2026, 11, 21, tzinfo=UTC)),
        ('@"2026-11-21"', "date", date(2026, 11, 21)),
        ("null", "Jenis", None),
    ],
)
def test_a_value_is_made_to_fit_its_type(text, kind, found):
    body = TYPES + decision(literal(text), kind=kind)
    assert value(body, strict=False) == found
    if found is None and text != "null":
        notes: list[str] = []
        read(body, strict=False).evaluate("d", {}, notes=notes)
        assert notes == [note for note in notes if "gives no" in note] != []
        with pytest.raises(DecisionError):
            value(body)


def test_strict_refuses_what_the_standard_makes_null():
    for text in ("1 +", "tiada(1)", 'matches("a", "(")', "x instance of Angka"):
        body = decision(literal(text))
        notes: list[str] = []
        assert read(body, strict=False).evaluate("d", {}, notes=notes) is None
        assert len(notes) == 1, text
        with pytest.raises(DecisionsRefused) as caught:
            read(body)
        (problem,) = caught.value.problems
        assert (problem.rule, problem.line, problem.element) == ("feel", 3, "d")


def test_strict_refuses_an_unknown_type():
    with pytest.raises(DecisionsRefused) as caught:
        read(decision(literal("1"), kind="Rupiah"))
    assert [one.rule for one in caught.value.problems] == ["type-unknown"]


def test_a_clash_gives_null_and_a_note_when_not_strict():
    body = table("> 0 => 1", "> 1 => 2")
    notes: list[str] = []
    assert read(body, strict=False).evaluate("d", {"x": 5}, notes=notes) is None
    with pytest.raises(DecisionError):
        read(body).evaluate("d", {"x": 5})


def test_now_and_today_are_asked_of_the_caller():
    body = decision(literal("[now(), today()]"))
    now = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
    loaded = read(body, strict=False)
    assert loaded.evaluate("d", {}, now=now) == [now, now.date()]
    with pytest.raises(DecisionsRefused):
        read(body)


def test_imports_stand_under_their_name():
    lower = decisions.load(
        file(TYPES + KNOWLEDGE).replace(b'namespace="n"', b'namespace="bawah"'),
        source="bawah.dmn",
    )
    body = '<import namespace="bawah" name="Dasar" importType="DMN"/>' + decision(
        literal("Dasar.faktorial(4)"),
        needs='<knowledgeRequirement><requiredKnowledge href="bawah#k"/></knowledgeRequirement>',
    )
    loaded = decisions.load(file(body), source="atas.dmn", imports=[lower])
    assert loaded.evaluate("d", {}) == Num(24)
    with pytest.raises(DecisionsRefused) as caught:
        decisions.load(file(body), source="atas.dmn")
    assert [one.rule for one in caught.value.problems] == ["import"]


def test_imports_without_a_name_stand_beside_the_rest():
    def lower(space: str, name: str) -> Decisions:
        body = decision(literal(f"{len(name)} + masukan"), needs=asks("i"), identity=name)
        data = '<inputData id="i" name="masukan"><variable name="masukan"/></inputData>'
        return decisions.load(
            file(TYPES + data + body).replace(b'namespace="n"', f'namespace="{space}"'.encode()),
            source=f"{space}.dmn",
            strict=False,
        )

    needs = "".join(
        f'<informationRequirement><requiredDecision href="{one}"/></informationRequirement>'
        for one in ("satu#tarif dasar", "dua#denda")
    )
    body = '<import namespace="satu"/><import namespace="dua"/>' + decision(
        literal("[tarif dasar, denda]"), needs=needs, kind="Daftar"
    )
    loaded = decisions.load(
        file(body),
        source="atas.dmn",
        strict=False,
        imports=[lower("satu", "tarif dasar"), lower("dua", "denda")],
    )
    assert loaded.evaluate("d", {"masukan": 1}) == [Num(12), Num(6)]
    given = {loaded.input_name("masukan", "satu"): 5, loaded.input_name("masukan", "dua"): 6}
    assert loaded.evaluate("d", given) == [Num(16), Num(11)]


def test_a_column_ranks_by_the_values_of_its_type():
    body = TYPES + table('- => "b"', '- => "a"', policy="PRIORITY").replace(
        'name="hasil"', 'name="hasil" typeRef="Jenis"'
    )
    assert value(body) == "a"


def test_a_type_with_a_space_in_its_name_and_an_input_of_another_type():
    body = TYPES.replace('name="Daftar"', 'name="Daftar angka"') + (
        '<inputData id="i" name="x"><variable name="x" typeRef="Daftar angka"/></inputData>'
    )
    asked = body + decision(literal("x instance of Daftar angka"), needs=asks("i"))
    assert value(asked, {"x": [1]}) is True
    assert value(asked, {"x": 1}) is True
    assert value(asked, {"x": "a"}, strict=False) is False
    with pytest.raises(DecisionError, match="Masukan x"):
        value(asked, {"x": "a"})


@pytest.mark.parametrize("strict", [True, False])
def test_a_part_named_as_a_built_in_does_not_hide_it(strict):
    part = (
        '<itemDefinition name="Surat"><itemComponent name="date"><typeRef>date</typeRef>'
        "</itemComponent></itemDefinition>"
    )
    body = part + decision(literal('{date: date("2026-11-21")}.date = date("2026-11-21")'))
    assert value(body, strict=strict) is True
    own = KNOWLEDGE.replace("faktorial", "count") + decision(literal("count(4)"), needs=knows("k"))
    assert value(own, strict=strict) == Num(24)


def test_functions_in_java_are_not_run():
    java = f'<functionDefinition kind="Java"><context>{entry("class", literal("1"))}</context>'
    body = decision(java + "</functionDefinition>")
    notes: list[str] = []
    assert read(body, strict=False).evaluate("d", {}, notes=notes) is None
    assert notes == ["External functions (Java) are not supported."]
    with pytest.raises(DecisionsRefused) as caught:
        read(body)
    assert [one.rule for one in caught.value.problems] == ["unsupported"]
