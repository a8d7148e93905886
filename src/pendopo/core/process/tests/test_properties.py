"""Random well-structured processes: they always end, and lose or double no token."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core import process
from pendopo.core.process import (
    CancelTask,
    CancelTimer,
    Completed,
    End,
    Fired,
    OpenTask,
    SetTimer,
    State,
)
from pendopo.core.process.tests.drawn import file, flow, load

_BLOCKS = st.recursive(
    st.sampled_from(["task", "many", "sequence of many", "timer", "watched"]),
    lambda inner: st.tuples(
        st.sampled_from(["sequence", "parallel", "choice", "loop"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


class Draw:
    """Turns a block into elements; each block has one way in and one way out."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.count = 0

    def new(self, text: str) -> str:
        self.count += 1
        self.parts.append(text.format(id=f"n{self.count}"))
        return f"n{self.count}"

    def link(self, source: str, target: str, condition: str = "") -> str:
        self.count += 1
        self.parts.append(flow(f"f{self.count}", source, target, condition))
        return f"f{self.count}"

    def block(self, shape: object) -> tuple[str, str]:
        if isinstance(shape, str):
            return self.leaf(shape)
        kind, inner = shape
        ends = [self.block(one) for one in inner]
        if kind in ("sequence", "loop"):
            for (_, out), (into, _) in pairwise(ends):
                self.link(out, into)
            ends = [(ends[0][0], ends[-1][1])]
        if kind == "sequence":
            return ends[0]
        if kind == "loop":
            into = self.new('<exclusiveGateway id="{id}"/>')
            # Goes round once more while the caller says so.
            out = self.new('<exclusiveGateway id="{id}"/>')
            self.link(into, ends[0][0])
            self.link(ends[0][1], out)
            self.link(out, into, "lagi")
            after = self.new('<exclusiveGateway id="{id}"/>')
            self.link(out, after, "not(lagi)")
            return into, after
        name = "parallelGateway" if kind == "parallel" else "exclusiveGateway"
        fork, join = self.new(f'<{name} id="{{id}}"/>'), self.new(f'<{name} id="{{id}}"/>')
        for at, (into, out) in enumerate(ends):
            self.link(fork, into, f"pilih = {at} or pilih &gt;= {at}" if kind == "choice" else "")
            self.link(out, join)
        return fork, join

    def leaf(self, kind: str) -> tuple[str, str]:
        timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
        if kind == "timer":
            node = self.new(f'<intermediateCatchEvent id="{{id}}">{timer}</intermediateCatchEvent>')
        elif kind in ("many", "sequence of many"):
            order = str(kind != "many").lower()
            node = self.new(
                f'<userTask id="{{id}}"><multiInstanceLoopCharacteristics isSequential="{order}" '
                'camunda:collection="daftar"/></userTask>'
            )
        else:
            node = self.new('<userTask id="{id}"/>')
            if kind == "watched":
                event = (
                    f'<boundaryEvent id="{{id}}" attachedToRef="{node}" cancelActivity="false">'
                    f"{timer}</boundaryEvent>"
                )
                self.link(self.new(event), self.new('<endEvent id="{id}"/>'))
        return node, node


def drawn(shape: object) -> process.Graph:
    draw = Draw()
    begin = draw.new('<startEvent id="{id}"/>')
    into, out = draw.block(shape)
    end = draw.new('<endEvent id="{id}"/>')
    draw.link(begin, into)
    draw.link(out, end)
    return load(file("\n".join(draw.parts)))


class World:
    """Carries out effects, and checks that they make sense."""

    def __init__(self) -> None:
        self.tasks: dict[int, str] = {}
        self.timers: dict[int, str] = {}
        self.seen: set[int] = set()
        self.ends: list[End] = []

    def carry_out(self, step: process.Step) -> None:
        for effect in step.effects:
            assert not self.ends, "nothing comes after the end"
            if isinstance(effect, OpenTask | SetTimer):
                assert effect.token not in self.seen
                self.seen.add(effect.token)
                waiting = self.tasks if isinstance(effect, OpenTask) else self.timers
                waiting[effect.token] = effect.node
            elif isinstance(effect, CancelTask):
                assert self.tasks.pop(effect.token) == effect.node
            elif isinstance(effect, CancelTimer):
                assert self.timers.pop(effect.token) == effect.node
            elif isinstance(effect, End):
                self.ends.append(effect)
        tokens = {token.number for token in step.state.tokens}
        assert set(self.tasks) | set(self.timers) <= tokens
        assert step.state.ended == bool(self.ends)
        assert all(number < step.state.next for number in tokens)


def run(graph: process.Graph, data: st.DataObject, pick: int, items: int) -> tuple[State, World]:
    world = World()
    names = {"pilih": pick, "daftar": list(range(items)), "lagi": True}
    step = process.start(graph, names)
    world.carry_out(step)
    turns = 0
    while not step.state.ended:
        turns += 1
        assert turns < 500
        names = {**names, "lagi": turns < 12}
        state = State.decode(step.state.encode())
        assert state == step.state
        waiting = sorted(world.tasks) + sorted(world.timers)
        number = data.draw(st.sampled_from(waiting))
        if number in world.tasks:
            event = Completed(number, {"node": world.tasks.pop(number)})
        else:
            del world.timers[number]
            event = Fired(number)
        again = process.advance(graph, state, event, names)
        step = process.advance(graph, step.state, event, names)
        assert again == step
        world.carry_out(step)
    assert not world.tasks and not world.timers and not step.state.tokens
    assert len(world.ends) == 1
    return step.state, world


@settings(max_examples=150, deadline=None)
@given(_BLOCKS, st.data(), st.integers(0, 3), st.integers(1, 3))
def test_every_well_structured_process_ends(shape, data, pick, items):
    run(drawn(shape), data, pick, items)


@settings(max_examples=60, deadline=None)
@given(st.permutations(["a", "b", "c"]), st.permutations(["a", "b", "c"]))
def test_parallel_branches_commute(one, other):
    parts = ['<startEvent id="s"/><parallelGateway id="f"/><parallelGateway id="j"/>']
    parts += ['<endEvent id="e"/>', flow("x", "s", "f"), flow("y", "j", "e")]
    for name in "abc":
        parts.append(f'<userTask id="{name}"/>' + flow(f"f{name}", "f", name))
        parts.append(flow(f"j{name}", name, "j"))
    graph = load(file("\n".join(parts)))

    def after(order: list[str]) -> tuple[dict[str, object], bool, str]:
        step = process.start(graph, {})
        tokens = {token.node: token.number for token in step.state.tokens}
        for name in order:
            step = process.advance(graph, step.state, Completed(tokens[name], {"by": name}), {})
        return step.state.values, step.state.ended, step.state.end

    assert after(one) == after(other)


@settings(max_examples=60, deadline=None)
@given(_BLOCKS)
def test_the_main_path_is_made_of_tasks_that_can_be_reached(shape):
    graph = drawn(shape)
    path = graph.main_path()
    assert len(set(path)) == len(path)
    assert set(path) <= set(graph.next_user_tasks(graph.start))
