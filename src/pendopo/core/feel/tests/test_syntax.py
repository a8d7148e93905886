"""The grammar, and what the lexer tells by the place: names, ends, brackets. Trees as text."""

import pytest

from pendopo.core.feel import words
from pendopo.core.feel.errors import FeelError
from pendopo.core.feel.parse import _parser, parse, parse_tests
from pendopo.core.feel.reading import DEPTH
from pendopo.core.feel.syntax import Node


def shown(node: Node) -> str:
    """The tree as nested brackets."""
    if not node.parts:
        return node.text or node.kind
    text = " ".join((*(node.names or ()), *map(shown, node.parts)))
    return f"({node.kind}{node.text and ':' + node.text} {text})"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3 - 4", "(sum + - 1 (sum * 2 3) 4)"),
        ("2 ** 3 ** 2", "(sum ** ** 2 3 2)"),
        ("-2 ** 2", "(sum ** (negative 2) 2)"),
        ("a or b or c and d", "(or or or a b (and and c d))"),
        ("a between 1 and 2 and b", "(and and (between a 1 2) b)"),
        ("a < b = c", "(compare:= (compare:< a b) c)"),
        ("a in (1, < 2, [3..4])", "(in a (several 1 (open:< 2) (range:[] 3 4)))"),
        ("a in (1) + 2", "(in a (sum + 1 2))"),
        ("a in < 2 and b", "(and and (in a (open:< 2)) b)"),
        # What reaches as far as it can.
        ("1 + if a then b else c + 2", "(sum + 1 (if a b (sum + c 2)))"),
        ("f(if a then b else if c then d else e, 2)", "(call f (if a b (if c d e)) 2)"),
        ("[for x in a return x, 2]", "(list (for (iterator:x a) x) 2)"),
        ("for x in if a then b else c..5 return x", "(for (iterator:x (if a b c) 5) x)"),
        ("-some x in a satisfies x or b", "(negative (some (iterator:x a) (or or x b)))"),
        ("(function(a) a + 1)(2)", "(call (function a (sum + a 1)) 2)"),
        # Brackets that face outward, and those that do not.
        ("]1..5[ = b", "(compare:= (range:][ 1 5) b)"),
        ("[a..b[1]]", "(range:[] a (filter b 1))"),
        ("[a..b[1][", "(range:[[ a (filter b 1))"),
        ("[]", "list"),
        ("[0, ]1..2[][1]", "(filter (list 0 (range:][ 1 2)) 1)"),
        ("[for x in 1..n[1] return x]", "(list (for (iterator:x 1 (filter n 1)) x))"),
        # Names that are bound here, and no longer there.
        ("for a-b in [1] return a-b", "(for (iterator:a-b (list 1)) a-b)"),
        (
            "[for a-b in [1] return a-b, a-b]",
            "(list (for (iterator:a-b (list 1)) a-b) (sum - a b))",
        ),
        ("for a-b in a-b return 1", "(for (iterator:a-b (sum - a b)) 1)"),
        ("function(a b: list<number>) a b", "(function a b a b)"),
        ('{a-b: a-b, "c d": a-b, e: c d}', "(context a-b c d e (sum - a b) a-b c d)"),
        ("{a b: 1}.a b + [a b]", "(sum + (path:a b (context a b 1)) (list a b))"),
        ("a.time offset.for", "(path:for (path:time offset a))"),
        ("f(start position: 1, a-b: 2)", "(call start position a-b f 1 2)"),
        ("string length(a)", "(call string length a)"),
    ],
)
def test_makes_the_tree(text, tree):
    assert shown(parse(text)) == tree


def test_the_longest_name_wins_where_it_is_known():
    names = ("Umur pemohon", "Umur pemohon-1", "in kota")
    assert shown(parse("Umur  pemohon-1 + 2", names=names)) == "(sum + Umur pemohon-1 2)"
    assert shown(parse("Umur pemohon-12", names=names)) == "(sum - Umur pemohon 12)"
    assert shown(parse("a in in kota", names=names)) == "(in a in kota)"
    assert shown(parse("aa + a  a", names=("a a",))) == "(sum + aa a a)"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("date and  time", "date and time"),
        ("list<range<date>>", "list<range<date>>"),
        ("context<a b: number, c: list<x.y>>", "context<a b: number, c: list<x.y>>"),
        ("function<number, string> -> list<number>", "function<number, string> -> list<number>"),
        ("function<> -> number", "function<> -> number"),
        ("null", "Null"),
        ("list", "list"),
    ],
)
def test_reads_types(text, kind):
    node = parse(f"a instance of {text} and b")
    assert [str(one) for one in node.parts[0].types] == [kind]


def test_a_smaller_sign_after_list_begins_its_items():
    assert parse("a instance of list<=5").kind == "compare"
    with pytest.raises(FeelError, match="“5” tidak diharapkan"):
        parse("a instance of list < 5")


@pytest.mark.parametrize(
    ("text", "negated", "trees"),
    [
        ('"a", < 5', False, ["a", "(open:< 5)"]),
        ('not("a", < 5)', True, ["a", "(open:< 5)"]),
        ("/* bukan */ not(a)", True, ["a"]),
        ("not(a), b", False, ["(call not a)", "b"]),
        ("not(a) and b", False, ["(and and (call not a) b)"]),
        ("nota", False, ["nota"]),
    ],
)
def test_reads_unary_tests(text, negated, trees):
    found, tests = parse_tests(text)
    assert (found, [shown(one) for one in tests]) == (negated, trees)


@pytest.mark.parametrize(
    "opening", ["(", "[", "f(", "-", "if a then b else ", "a + (", "x[", "{a: "]
)
def test_depth_is_bounded(opening):
    with pytest.raises(FeelError, match="terlalu dalam"):
        parse(opening * DEPTH + "1")


def test_every_keyword_is_one_of_the_grammar():
    # The grammar is built strictly: a conflict would not pass.
    lexer = _parser().parser.lexer
    said = {text for text in lexer._kinds if text.isalpha()}
    assert said - {"not"} == words.KEYWORDS
