"""Grows random processes of the subset that both engines know, from a seed.

Blocks with one way in and one way out are put into each other, so that the drawings are as people
draw them; ends, terminations and errors sit in branches of exclusive gateways. Choices read the
result of the task before the gateway. One text serves both engines but for what is an expression
of Python there: `d1['pilih']` instead of `d1.pilih`, and timers in quotes.
"""

from __future__ import annotations

import re

from pendopo.core.process.tests.peer.leaves import Ends, Grown, Leaves

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">'


class Grower(Leaves):
    """Puts leaves into blocks and blocks into each other."""

    def block(self, depth: int) -> Ends:
        self.left -= 1
        leaves = [self.task] * 4 + [self.watched, self.catch, self.throw, self.send]
        leaves += [self.signal]
        leaves += [self.many, self.turns] if not self.repeats else []
        if depth <= 0 or self.left <= 0:
            return self.random.choice(leaves)()
        blocks = [self.sequence] * 3 + [self.choice] * 2 + [self.fork] * 2 + [self.again]
        blocks += [self.some, self.sub, self.sub, self.offer, self.call]
        if not self.repeats:
            blocks.append(self.sub_many)
        chosen = self.random.choice(leaves + blocks * 2)
        return chosen() if chosen in leaves else chosen(depth - 1)

    def sequence(self, depth: int) -> Ends:
        first, out = self.block(depth)
        for _ in range(self.random.randint(1, 2)):
            into, after = self.block(depth)
            self.link(out, into)
            out = after
        return first, out

    def decision(self) -> str:
        return self.new('<userTask id="#"/>', "d")

    def choice(self, depth: int) -> Ends:
        """Exclusive, with a default; a branch may end the scope."""
        ask = self.decision()
        fork = self.new('<exclusiveGateway id="#" default="default#"/>')
        join = self.new('<exclusiveGateway id="#"/>')
        self.link(ask, fork)
        self.used("exclusive")
        branches = self.random.randint(2, 3)
        for at in range(branches):
            test = f"{ask}.pilih &gt; {at - 1} and {ask}.pilih &lt; {at + 1}"
            if self.item and at == 1:
                test = f"{self.item} &gt; 1"
            into, out = self.branch_end(depth) if at else self.block(depth)
            flow = self.link(fork, into, test if at else "")
            if not at:
                self.default(fork, flow)
            if out:
                self.link(out, join)
        return ask, join

    def default(self, gateway: str, flow: str) -> None:
        part = self.parts[-1]
        for place, text in enumerate(part):
            part[place] = text.replace(f"default{gateway}", flow)

    def branch_end(self, depth: int) -> Ends:
        luck = self.random.random()
        if luck < 0.08:
            self.used("terminate")
            return self.new('<endEvent id="#"><terminateEventDefinition/></endEvent>'), ""
        if luck < 0.16 and not self.parallel:
            self.used("end in a branch")
            return self.new('<endEvent id="#"/>'), ""
        return self.block(depth)

    def fork(self, depth: int) -> Ends:
        split = self.new('<parallelGateway id="#"/>')
        join = self.new('<parallelGateway id="#"/>')
        self.used("parallel")
        self.begin_split()
        for _ in range(self.random.randint(2, 3)):
            into, out = self.block(depth)
            self.link(split, into)
            self.link(out, join)
        self.end_split(join)
        return split, join

    def begin_split(self) -> None:
        self.parallel += 1
        self.blocks.append(set())

    def end_split(self, join: str) -> None:
        self.parallel -= 1
        self.grown.joins[join] = self.blocks.pop()

    def some(self, depth: int) -> Ends:
        """Inclusive: any number of branches, the default when none is chosen."""
        ask = self.decision()
        fork = self.new('<inclusiveGateway id="#" default="default#"/>')
        join = self.new('<inclusiveGateway id="#"/>')
        self.link(ask, fork)
        self.used("inclusive")
        self.begin_split()
        for name in ["", *"abc"[: self.random.randint(2, 3)]]:
            into, out = self.block(depth)
            flow = self.link(fork, into, f"{ask}.{name} &gt; 0" if name else "")
            if not name:
                self.default(fork, flow)
            self.link(out, join)
        self.end_split(join)
        return ask, join

    def again(self, depth: int) -> Ends:
        """A loop back over a gateway while the task after it says so."""
        into = self.new('<exclusiveGateway id="#"/>')
        self.back += 1
        first, out = self.block(depth)
        self.back -= 1
        ask = self.decision()
        fork = self.new('<exclusiveGateway id="#" default="default#"/>')
        after = self.new('<exclusiveGateway id="#"/>')
        self.link(into, first)
        self.link(out, ask)
        self.link(ask, fork)
        self.link(fork, into, f"{ask}.pilih &gt; 1")
        self.default(fork, self.link(fork, after))
        self.used("loop back")
        return into, after

    def offer(self, depth: int) -> Ends:
        """An event-based gateway."""
        gate = self.new('<eventBasedGateway id="#"/>')
        join = self.new('<exclusiveGateway id="#"/>')
        kinds = ["timer", "timer"] if self.repeats else ["timer", "message", "signal"]
        for kind in self.random.sample(kinds, 2):
            text = self.definition(kind)
            event = self.new(f'<intermediateCatchEvent id="#">{text}</intermediateCatchEvent>')
            self.link(gate, event)
            into, out = self.block(depth - 1)
            self.link(event, into)
            self.link(out, join)
        self.used("event-based")
        return gate, join

    # Scopes

    def body(self, depth: int, around: str) -> str:
        self.parts.append([])
        self.around.append(around)
        parallel, self.parallel = self.parallel, 0
        start = self.new('<startEvent id="#"/>')
        into, out = self.block(depth) if around else self.sequence(depth)
        self.link(start, into)
        self.link(out, self.new('<endEvent id="#"/>'))
        if self.reactions and self.random.random() < 0.3:
            self.reaction()
        self.parallel = parallel
        self.around.pop()
        return "".join(self.parts.pop())

    def reaction(self) -> None:
        """An event sub-process of one task."""
        kind = "timer" if self.repeats else self.random.choice(["timer", "message", "signal"])
        interrupting = self.random.random() < 0.5
        self.used(f"event sub-process {kind}" + ("" if interrupting else " aside"))
        self.count += 1
        node = f"e{self.count}"
        self.note(node)
        text = self.definition(kind)
        self.parts.append([])
        start = self.new(
            f'<startEvent id="#" isInterrupting="{str(interrupting).lower()}">{text}</startEvent>'
        )
        task = self.new('<userTask id="#"/>')
        self.link(start, task)
        self.link(task, self.new('<endEvent id="#"/>'))
        inner = "".join(self.parts.pop())
        self.parts[-1].append(
            f'<subProcess id="{node}" triggeredByEvent="true">{inner}</subProcess>'
        )

    def sub(self, depth: int) -> Ends:
        self.count += 1
        node = f"s{self.count}"
        kind = self.random.choice(["", "message", "timer", "error", "escalation"])
        if self.repeats and kind in ("message",):
            kind = "timer"
        if kind in ("error", "escalation"):
            return self.failing(depth, node, kind)
        text = self.body(depth, node)
        self.parts[-1].append(f'<subProcess id="{node}">{text}</subProcess>')
        self.note(node)
        self.used("sub-process")
        if kind:
            interrupting = self.random.random() < 0.5 and not self.parallel
            self.watch(node, kind, interrupting)
        return node, node

    def failing(self, depth: int, node: str, kind: str) -> Ends:
        """A sub-process whose inside may throw an error or escalation that its border catches."""
        name = self.root(kind)
        definition = f'<{kind}EventDefinition {kind}Ref="{name}"/>'
        self.parts.append([])
        self.around.append(node)
        parallel, self.parallel = self.parallel, 0
        start = self.new('<startEvent id="#"/>')
        into, out = self.block(depth)
        ask = self.decision()
        fork = self.new('<exclusiveGateway id="#" default="default#"/>')
        self.link(start, into)
        self.link(out, ask)
        self.link(ask, fork)
        self.default(fork, self.link(fork, self.new('<endEvent id="#"/>')))
        thrown = self.new(f'<endEvent id="#">{definition}</endEvent>')
        self.link(fork, thrown, f"{ask}.pilih &gt; 0")
        self.parallel = parallel
        self.around.pop()
        text = "".join(self.parts.pop())
        self.parts[-1].append(f'<subProcess id="{node}">{text}</subProcess>')
        self.note(node)
        self.used(f"{kind} end")
        aside = kind == "escalation" and self.random.random() < 0.5
        if self.parallel and not aside:
            self.rejoin(node, kind, definition)
            return self.joined[node]
        self.watch(node, kind, not aside, definition)
        return node, node

    def rejoin(self, node: str, kind: str, definition: str) -> None:
        """An interrupting way that comes back, so that a parallel join gets its token."""
        event = self.new(
            f'<boundaryEvent id="#" attachedToRef="{node}">{definition}</boundaryEvent>'
        )
        task = self.new('<userTask id="#"/>')
        join = self.new('<exclusiveGateway id="#"/>')
        self.link(event, task)
        self.link(task, join)
        self.link(node, join)
        self.used(f"boundary {kind}")
        self.joined[node] = (node, join)

    def note(self, node: str) -> None:
        for around in self.around:
            self.grown.inside.setdefault(around, set()).add(node)
        for block in self.blocks:
            block.add(node)
        if self.repeats:
            self.grown.repeated.add(node)

    def sub_many(self, depth: int) -> Ends:
        self.count += 1
        node = f"s{self.count}"
        order = self.random.choice(["true", "false"])
        times = "<loopCardinality>2</loopCardinality>"
        if not self.back and order == "false" and self.random.random() < 0.7:
            # Not in a loop or sequence: SpiffWorkflow leaves the item behind, stumbles over it.
            self.item = f"i{self.count}"
            self.grown.repeated.add(self.item)
            times = "<loopDataInputRef>daftar</loopDataInputRef>"
            times += f'<inputDataItem id="{self.item}" name="{self.item}"/>'
            self.used("repeated over a list")
        self.repeats += 1
        self.note(node)
        text = self.body(depth, node)
        self.repeats -= 1
        self.item = ""
        self.parts[-1].append(
            f'<subProcess id="{node}">{text}<multiInstanceLoopCharacteristics '
            f'isSequential="{order}">{times}</multiInstanceLoopCharacteristics></subProcess>'
        )
        self.used("repeated sub-process")
        return node, node

    def call(self, depth: int) -> Ends:
        self.count += 1
        name, node = f"p{self.count}", f"c{self.count}"
        text = self.body(depth, node)
        self.called.append(f'<process id="{name}" isExecutable="true">{text}</process>')
        self.parts[-1].append(f'<callActivity id="{node}" calledElement="{name}"/>')
        self.note(node)
        self.used("call")
        return node, node

    def whole(self) -> Grown:
        self.grown.facts = {"daftar": [1, 2]}
        text = self.body(4, "")
        self.grown.inside.pop("", None)
        file = (
            f'{HEAD}{"".join(self.roots)}<process id="main" isExecutable="true">{text}</process>'
            f"{''.join(self.called)}</definitions>"
        )
        feel = re.sub(r"ANY\((\w+)\)\.(\w+) (&gt; \d)", r"count(\1[\2 \3]) > 0", file)
        self.grown.feel = feel.replace("@", "").replace(") > 0<", ") &gt; 0<").encode()
        python = file.replace("@", '"').replace("ANY(", "(")
        python = re.sub(r"\(?\b([dn]\d+)\)?\.(\w+)", r"\1['\2']", python)
        self.grown.python = python.encode()
        return self.grown


def grow(seed: int, *, reactions: bool = False) -> Grown:
    """The process of a seed, of 4 to 18 blocks; `reactions`: with event sub-processes."""
    return Grower(seed, 4 + seed % 15, reactions=reactions).whole()
