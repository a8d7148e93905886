"""FEEL as tables: an expression, what it gives, and the clause of DMN 1.5 behind it."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal as Num
from enum import IntEnum

import pytest

from pendopo.core import feel
from pendopo.core.feel import WorkingDays, YearsMonths


class Step(IntEnum):
    ONE = 1


NAMES = {
    "umur": 17,
    "luas": Num("120.5"),
    "jenis": "klinik",
    "kosong": None,
    "lahir": date(2009, 11, 21),
    "now": datetime(2026, 11, 21, 8, 0, tzinfo=UTC),
    "today": date(2026, 11, 21),
    "lama": timedelta(days=3),
    "berkas": ["ktp", "npwp"],
    "pemohon": {"nama": "Sari", "alamat": {"desa": "Sempu"}},
    "anggota": [{"nama": "A", "umur": 40}, {"nama": "B", "umur": 9}],
    "pecahan": 0.1,
    "langkah": Step.ONE,
}

ARITHMETIC = [
    ("1 + 2 * 3", Num(7)),
    ("(1 + 2) * 3", Num(9)),
    ("10 - 2 - 3", Num(5)),
    ("12 / 3 / 2", Num(2)),
    ("2 ** 3 ** 2", Num(64)),  # from left to right
    ("-3 ** 2", Num(9)),  # the sign binds first: 10.3.1.2 rule 4
    ("0.1 + 0.2", Num("0.3")),
    ("1 / 3 * 3", Num("0.9999999999999999999999999999999999")),  # 34 digits
    (".5 + 1", Num("1.5")),
    ("1e3", Num(1000)),
    ("1 / 0", None),
    ("1 + null", None),
    ('1 + "a"', None),
    ('"a" + "b"', "ab"),
    ("10 ** 100000", None),
    ("pecahan * 3", Num("0.3")),
    ("langkah + 1", Num(2)),
]
LOGIC = [
    ("true and null", None),
    ("false and null", False),
    ("true or null", True),
    ("false or null", None),
    ("not(null)", None),
    ('not("a")', None),
    ("null = null", True),
    ("1 = null", False),
    ('1 = "1"', None),
    ("1 = 1.0", True),
    ('"a" < "b"', True),
    ('1 < "b"', None),
    ("1 < null", None),
    ("umur >= 17 and umur < 18", True),
    ("umur between 17 and 20 and true", True),
    ("umur between 18 and null", False),
    ("kosong.dalam.sekali = null", True),
    ("tidak_ada = null", True),
    ("if null then 1 else 2", Num(2)),
    ('if umur < 17 then "anak" else if umur = 17 then "KTP" else "dewasa"', "KTP"),
    ("[1, 2] = [1, 2]", True),
    ("{a: 1} = {a: 1}", True),
    ("[1] != [2]", True),
    ("false or some x in [1] satisfies x = 1", True),
]
MEMBERSHIP = [
    ("5 in [1..5]", True),
    ("5 in [1..5)", False),
    ("1 in ]1..5]", False),
    ("5 in [1..5[", False),
    ("2 in (1..3)", True),
    ("5 in (< 3, > 4)", True),
    ("5 in < 3", False),
    ("5 in (!= 5)", False),
    ('jenis in ("klinik", "apotek")', True),
    ('jenis in ["klinik", "apotek"]', True),
    ('"ktp" in berkas', True),
    ("null in [1..5]", None),
    ('date("2026-11-21") in [date("2026-01-01")..date("2026-12-31")]', True),
]
LISTS = [
    ("[10, 20, 30][1]", Num(10)),
    ("[10, 20, 30][-1]", Num(30)),
    ("[10, 20, 30][4]", None),
    ("[10, 20, 30][item > 10]", [Num(20), Num(30)]),
    ("anggota[umur > 17].nama", ["A"]),
    ("anggota.nama", ["A", "B"]),
    ("anggota[1].nama", "A"),
    ("pemohon.alamat.desa", "Sempu"),
    ("pemohon.alamat.desa.lagi", None),
    ("for x in 1..3 return x * x", [Num(1), Num(4), Num(9)]),
    ("for x in 3..1 return x", [Num(3), Num(2), Num(1)]),
    ("for x in [1, 2], y in [x, 10] return x + y", [Num(2), Num(11), Num(4), Num(12)]),
    (
        "for x in 1..5 return if x = 1 then 1 else x * partial[-1]",
        [Num(n) for n in (1, 2, 6, 24, 120)],
    ),
    ("for x in null return x", None),
    ("some x in [1, 2] satisfies x > 1", True),
    ("every x in [1, 2] satisfies x > 1", False),
    ("some x in [] satisfies true", False),
    ("every x in [] satisfies false", True),
    ("some x in [1, null] satisfies x > 1", None),
    ("{a: 1, b: a + 1, c: [a, b]}.c", [Num(1), Num(2)]),
    ('{"dua kata": 2}', {"dua kata": Num(2)}),
    ("{dua kata: 2}", {"dua kata": Num(2)}),
    ("{dua kata: 2, lain: dua kata + 1}.lain", Num(3)),
    (
        '{"1": 5, "false": true, satu: 1, salah: false}',
        {"1": Num(5), "false": True, "satu": Num(1), "salah": False},
    ),
    ("for nomor urut in [1, 2] return nomor urut * 2", [Num(2), Num(4)]),
    ("[{nama depan: 1}, {nama depan: 2}][nama depan > 1].nama depan", [Num(2)]),
    ("(function(a, b) a - b)(b: 1, a: 5)", Num(4)),
    ("sort([3, 1, 2], function(x, y) x > y)", [Num(3), Num(2), Num(1)]),
    ("(function(f) f(-3))(abs)", Num(3)),
    ('{date: 1, y: date("2026-11-21").year}.y', Num(2026)),
    ("{count: function(x) 7, y: count([1])}.y", Num(7)),
    ("list replace([1, 2, 3], 2, 9)", [Num(1), Num(9), Num(3)]),
    ("context merge([{a: 1}, {b: 2}])", {"a": Num(1), "b": Num(2)}),
    ('context put({a: {b: 1}}, ["a", "c"], 2)', {"a": {"b": Num(1), "c": Num(2)}}),
    ("mode([6, 3, 6, 3, 1])", [Num(3), Num(6)]),
    ('upper case(["a"])', "A"),
    ("is(1, 1.0)", True),
    ("5 in (? > 3)", True),
    ("if 1 then 2 else 3", None),
    ("every x in [1, 2], y in [3] satisfies x < y", True),
    ("(function(x, y) x + y)(1, 2)", Num(3)),
    ("{naik: function(n) n + 1, hasil: naik(2)}.hasil", Num(3)),
    ("[]", []),
    ("[[1], [2, 3]][2][1]", Num(2)),
]
FUNCTIONS = [
    ("count(berkas)", Num(2)),
    ("count([])", Num(0)),
    ("sum([1, 2, 3])", Num(6)),
    ("sum(1, 2, 3)", Num(6)),
    ("sum([])", None),
    ('sum([1, "a"])', None),
    ("min(3, 1, 2)", Num(1)),
    ('max(["a", "c", "b"])', "c"),
    ("max([])", None),
    ('max(1, "a")', None),
    ("mean(1, 2, 3)", Num(2)),
    ("median([3, 1, 2, 4])", Num("2.5")),
    ('contains("perizinan", "izin")', True),
    ('list contains(berkas, "npwp")', True),
    ("list contains([1, null], null)", True),
    ('starts with("35.11", "35")', True),
    ('ends with("35.11", "11")', True),
    ('upper case("izin")', "IZIN"),
    ('lower case("IZIN")', "izin"),
    ('string length("Sempu")', Num(5)),
    ('substring("Bondowoso", 5)', "owoso"),
    ('substring("Bondowoso", 1, 5)', "Bondo"),
    ('substring("Bondowoso", -4, 2)', "wo"),
    ('substring(string: "abc", start position: 2)', "bc"),
    ('substring("abc", 0)', None),
    ('substring before("a@b", "@")', "a"),
    ('substring after("a@b", "@")', "b"),
    ('matches("3511010101010001", "^[0-9]{16}$")', True),
    ('matches("P 1234 AB", "^[a-z]{1,2} [0-9]{1,4} [a-z]{1,3}$", "i")', True),
    ('replace("a-b", "-", "+")', "a+b"),
    ('split("a;b;c", ";")', ["a", "b", "c"]),
    ('string join(["a", "b"], ", ")', "a, b"),
    ("append([1], 2, 3)", [Num(1), Num(2), Num(3)]),
    ("concatenate([1], [2])", [Num(1), Num(2)]),
    ("union([1, 2], [2, 3])", [Num(1), Num(2), Num(3)]),
    ("distinct values([1, 2, 1, [1], [1]])", [Num(1), Num(2), [Num(1)]]),
    ("flatten([1, [2, [3]]])", [Num(1), Num(2), Num(3)]),
    ("reverse([1, 2])", [Num(2), Num(1)]),
    ("index of([1, 2, 1], 1)", [Num(1), Num(3)]),
    ("sublist([1, 2, 3], 2)", [Num(2), Num(3)]),
    ("insert before([1, 3], 2, 2)", [Num(1), Num(2), Num(3)]),
    ("remove([1, 2], 1)", [Num(2)]),
    ("sort([3, 1, 2])", [Num(1), Num(2), Num(3)]),
    ("sort([1, 2, 3], function(a, b) a > b)", [Num(3), Num(2), Num(1)]),
    ("all([true, null])", None),
    ("all(true, true)", True),
    ("any([false, true])", True),
    ("any([])", False),
    ("floor(1.5)", Num(1)),
    ("floor(-1.5)", Num(-2)),
    ("ceiling(1.2)", Num(2)),
    ("round half up(2.5, 0)", Num(3)),
    ("round half up(1.005, 2)", Num("1.01")),
    ("decimal(2.5, 0)", Num(2)),  # half to even
    ("decimal(1/3, 2)", Num("0.33")),
    ("abs(-2)", Num(2)),
    ("modulo(-12, 5)", Num(3)),
    ("odd(3)", True),
    ('number("1.500,25", ".", ",")', Num("1500.25")),
    ('number("seribu")', None),
    ("string(1.5)", "1.5"),
    ('string([1, "a", true, null])', '[1, "a", true, null]'),
    ("is defined(pemohon.nama)", True),
    ("is defined(kosong)", True),
    ("is defined(pemohon.nik)", False),
    ("is defined(tidak_ada)", False),
    ('get value(pemohon, "nama")', "Sari"),
    ("umur instance of number", True),
    ("umur instance of list<number>", False),
    ("[umur] instance of list<number>", True),
    ('{a: 1, b: "x"} instance of context<a: number, b: string>', True),
    ("(function(a: number) a) instance of function<number> -> number", True),
    ("abs instance of function<number, number> -> number", False),
    ("null instance of Any", False),
    ("1 + if true then 2 else 3", Num(3)),
    ("-pemohon.alamat.desa", None),
    ("[1, 2, 3][item > 1][1]", Num(2)),
    ("umur in > 5 and true", True),
    ("umur in [10..20] and umur in (1, 17)", True),
    ("]1..5[ = (1..5)", True),
    ("[luas - 1..luas][1] = null", False),
    ('"a"[1]', "a"),
    ("pemohon.in", None),
    ("{in: 1}.in", Num(1)),
    ("today instance of date and time", False),
    ("kosong instance of number", False),
]
DATES = [
    ('date("2026-11-21")', date(2026, 11, 21)),
    ('@"2026-11-21"', date(2026, 11, 21)),
    ("date(2026, 11, 21)", date(2026, 11, 21)),
    ('date("2026-02-30")', None),
    ('date("21-11-2026")', None),
    ("date(now)", date(2026, 11, 21)),
    ('time("08:30:00+07:00").hour', Num(8)),
    ('@"2026-11-21T08:00:00Z" = now', True),
    ('@"P5D"', timedelta(days=5)),
    ('duration("PT36H")', timedelta(hours=36)),
    ('duration("-P1D")', timedelta(days=-1)),
    ('duration("P1Y2M")', YearsMonths(14)),
    ('duration("P")', None),
    ('duration("P1M1D")', None),  # the two kinds of duration do not mix
    ("working days(5)", WorkingDays(5)),
    ("working days(5).days", Num(5)),
    ("working days(1) < working days(2)", True),
    ("working days(1.5)", None),
    ("today + lama", date(2026, 11, 24)),
    ('today - date("2026-11-01")', timedelta(days=20)),
    ('(today - date("2026-11-01")).days', Num(20)),
    ('date("2027-01-31") + duration("P1M")', date(2027, 2, 28)),
    ('now + duration("PT1H30M")', datetime(2026, 11, 21, 9, 30, tzinfo=UTC)),
    ('time("23:00:00") + duration("PT2H")', time(1, 0)),
    ('duration("P1D") * 3', timedelta(days=3)),
    ('duration("P3D") / duration("P1D")', Num(3)),
    ('string(date("9999-12-31") + @"P1D")', "10000-01-01"),
    ('string(@"-0044-03-15" - @"P1Y")', "-0045-03-15"),
    ('string(@"08:00:00.000000001" + @"PT0.000000001S")', "08:00:00.000000002"),
    ('@"999999999-12-31" + @"P1D"', None),
    ("years and months duration(lahir, today).years", Num(17)),
    ('years and months duration(date("2026-01-31"), date("2026-02-28"))', YearsMonths(0)),
    ("day of week(today)", "Saturday"),
    ("month of year(today)", "November"),
    ("today.year", Num(2026)),
    (
        'string(date and time(2026, 11, 21, 8, 0, 0, "Asia/Jakarta"))',
        "2026-11-21T08:00:00@Asia/Jakarta",
    ),
    ("string(date and time(2026, 11, 21, 8, 0, 0.5, 7))", "2026-11-21T08:00:00.5+07:00"),
    ('date and time(today, @"08:00:00Z") = now', True),
    ('date and time(date: today, time: @"08:00:00Z") = now', True),
    ("date(year: 2026, month: 11, day: 21) = today", True),
    ("today.weekday", Num(6)),
    ("now < today", None),
    ('string(duration("P1DT2H"))', "P1DT2H"),
    ("string(now)", "2026-11-21T08:00:00Z"),
    ('time("08:00:00@Asia/Jakarta").timezone', "Asia/Jakarta"),
]


@pytest.mark.parametrize(
    ("text", "value"), ARITHMETIC + LOGIC + MEMBERSHIP + LISTS + FUNCTIONS + DATES
)
def test_gives(text, value):
    found = feel.expression(text).evaluate(NAMES)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "names", "within"),
    [
        ('periksa.hasil = "lengkap"', {"periksa"}, set()),
        ("for x in daftar return x + y", {"daftar", "y"}, set()),
        ("anggota[umur > batas]", {"anggota"}, {"umur", "batas"}),
        ("{a: 1, b: a + c}.b", {"c"}, set()),
        ("count(berkas) > 0 and not(batal)", {"berkas", "batal"}, set()),
        ("(function(x) x + z)(1)", {"z"}, set()),
        ("x in [x]", {"x"}, set()),
    ],
)
def test_knows_the_names_it_takes(text, names, within):
    expression = feel.expression(text)
    assert (expression.names, expression.item_names) == (names, within)


def test_names_with_spaces_and_signs_when_they_are_known():
    expression = feel.expression(
        "Umur pemohon - 1 + surat-izin", known={"Umur pemohon", "surat-izin"}
    )
    assert expression.names == {"Umur pemohon", "surat-izin"}
    assert expression.evaluate({"Umur pemohon": 18, "surat-izin": 2}) == Num(19)


def test_comments_and_lines():
    text = "// biaya pokok\n1 +\n/* dan */ 2"
    assert feel.expression(text).evaluate({}) == Num(3)


def test_is_compiled_once():
    assert feel.expression("1 + 1") is feel.expression("1 + 1")


def test_refuses_a_value_that_feel_has_not():
    with pytest.raises(TypeError):
        feel.expression("x").evaluate({"x": object()})
