"""Inclusive gateways (BPMN 2.0.2 §13.4.3)."""

from pendopo.core import process
from pendopo.core.process import Completed
from pendopo.core.process.tests.drawn import ENDS, flow, opened
from pendopo.core.process.tests.drawn import events as load
from pendopo.core.process.tests.test_scopes import advance


def test_an_inclusive_join_waits_for_those_that_can_still_come():
    parts = [ENDS, '<inclusiveGateway id="g" default="d"/><inclusiveGateway id="j"/>']
    parts += ['<userTask id="a"/><userTask id="b"/><userTask id="c"/><userTask id="t"/>']
    ways = [flow("d", "g", "a"), flow("f", "g", "b", "x &gt; 0"), flow("h", "g", "c", "x &gt; 1")]
    flows = [("s", "g"), ("a", "j"), ("b", "j"), ("c", "j"), ("j", "t"), ("t", "e")]
    graph = load(*parts, *ways, flows=flows)
    for x, names in ((0, ["a"]), (1, ["b"]), (2, ["b", "c"])):
        step = process.start(graph, {"x": x})
        tokens = opened(step)
        assert list(tokens) == names
        for name in names:
            assert not any(one.node == "t" for one in step.state.tokens)
            step = advance(graph, step, Completed(tokens[name]))
        assert list(opened(step)) == ["t"]


def test_an_inclusive_join_does_not_wait_for_a_token_that_can_come_by_a_way_that_has_one():
    """§13.4.3: the token of `u` may come by either way; one of them has a token already."""
    parts = [ENDS, '<parallelGateway id="f"/><inclusiveGateway id="j"/>']
    parts += ['<exclusiveGateway id="x" default="d"/><userTask id="a"/><userTask id="u"/>']
    parts += ['<exclusiveGateway id="m1"/><userTask id="t"/>']
    ways = [flow("d", "x", "j"), flow("h", "x", "m1", "y")]
    flows = [("s", "f"), ("f", "a"), ("f", "u"), ("a", "m1"), ("m1", "j"), ("u", "x")]
    graph = load(*parts, *ways, flows=[*flows, ("j", "t"), ("t", "e")])
    step = process.start(graph, {})
    step = advance(graph, step, Completed(opened(step)["a"]))
    assert list(opened(step)) == ["t"]
