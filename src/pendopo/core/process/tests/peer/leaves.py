"""The leaves of a grown process: tasks and events, and how they are written down."""

from __future__ import annotations

import random
from dataclasses import dataclass, field


@dataclass
class Grown:
    """A process, its text for each engine, and what the driver has to know of it."""

    seed: int
    feel: bytes = b""
    python: bytes = b""
    kinds: set[str] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)
    """Elements that stand in, or are, a repeated activity."""
    inside: dict[str, set[str]] = field(default_factory=dict)
    """Elements inside of a sub-process or of the body of a call."""
    main: str = "main"
    facts: dict[str, object] = field(default_factory=dict)
    joins: dict[str, set[str]] = field(default_factory=dict)
    """Joins, with the elements between them and their split."""


Ends = tuple[str, str]


class Leaves:
    """Writes elements; each leaf has one way in and one way out."""

    def __init__(self, seed: int, size: int, *, reactions: bool = False) -> None:
        self.reactions = reactions
        self.random = random.Random(seed)
        self.grown = Grown(seed)
        self.left = size
        self.count = 0
        self.roots: list[str] = []
        self.parts: list[list[str]] = [[]]
        self.around: list[str] = []
        self.repeats = 0
        self.parallel = 0
        self.called: list[str] = []
        self.blocks: list[set[str]] = []
        self.signals: list[str] = []
        self.back = 0
        self.item = ""
        self.joined: dict[str, Ends] = {}

    # Writing

    def new(self, text: str, prefix: str = "n") -> str:
        self.count += 1
        identity = f"{prefix}{self.count}"
        self.parts[-1].append(text.replace("#", identity))
        self.note(identity)
        return identity

    def link(self, source: str, target: str, condition: str = "") -> str:
        self.count += 1
        inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        self.parts[-1].append(
            f'<sequenceFlow id="f{self.count}" sourceRef="{source}" targetRef="{target}">'
            f"{inner}</sequenceFlow>"
        )
        return f"f{self.count}"

    def root(self, kind: str) -> str:
        if kind == "signal" and self.signals and self.random.random() < 0.5:
            return self.random.choice(self.signals)  # several wait for the same one
        self.count += 1
        name = f"{kind}{self.count}"
        code = {"error": "errorCode", "escalation": "escalationCode"}.get(kind)
        more = f' {code}="{name}"' if code else ""
        self.roots.append(f'<{kind} id="{name}" name="{name}"{more}/>')
        if kind == "signal":
            self.signals.append(name)
        return name

    def used(self, kind: str) -> None:
        self.grown.kinds.add(kind)

    # Events

    def definition(self, kind: str) -> str:
        if kind == "timer":
            return "<timerEventDefinition><timeDuration>@P1D@</timeDuration></timerEventDefinition>"
        return f'<{kind}EventDefinition {kind}Ref="{self.root(kind)}"/>'

    def watch(self, host: str, kind: str, interrupting: bool, definition: str = "") -> None:
        """A boundary event whose way is its own: to an end, or (interrupting) to a task first."""
        text = definition or self.definition(kind)
        event = self.new(
            f'<boundaryEvent id="#" attachedToRef="{host}" '
            f'cancelActivity="{str(interrupting).lower()}">{text}</boundaryEvent>'
        )
        self.used(f"boundary {kind}" + ("" if interrupting else " aside"))
        end = self.new('<endEvent id="#"/>')
        if self.random.random() < 0.6:
            task = self.new('<userTask id="#"/>')
            self.link(event, task)
            self.link(task, end)
        else:
            self.link(event, end)

    # Leaves

    def task(self) -> Ends:
        kind = self.random.choice(["userTask", "userTask", "manualTask"])
        node = self.new(f'<{kind} id="#"/>')
        self.used(kind)
        return node, node

    def watched(self) -> Ends:
        node = self.new('<userTask id="#"/>')
        # An interrupting way that ends apart would starve a parallel join, so not within one.
        interrupting = self.random.random() < 0.5 and not self.parallel
        kinds = ["timer"] if self.repeats else ["timer", "message", "signal"]
        self.watch(node, self.random.choice(kinds), interrupting)
        return node, node

    def catch(self) -> Ends:
        kinds = ["timer"] if self.repeats else ["timer", "message", "signal"]
        kind = self.random.choice(kinds)
        if kind == "message" and self.random.random() < 0.5:
            node = self.new(f'<receiveTask id="#" messageRef="{self.root("message")}"/>')
            self.used("receiveTask")
            return node, node
        text = self.definition(kind)
        node = self.new(f'<intermediateCatchEvent id="#">{text}</intermediateCatchEvent>')
        self.used(f"catch {kind}")
        return node, node

    def throw(self) -> Ends:
        kind = self.random.choice(["", "message", "escalation"])
        text = self.definition(kind) if kind else ""
        node = self.new(f'<intermediateThrowEvent id="#">{text}</intermediateThrowEvent>')
        self.used(f"throw {kind}".strip())
        return node, node

    def signal(self) -> Ends:
        """A task and then a signal: whoever is to catch it waits already when it comes."""
        task, _ = self.task()
        text = self.definition("signal")
        node = self.new(f'<intermediateThrowEvent id="#">{text}</intermediateThrowEvent>')
        self.link(task, node)
        self.used("throw signal")
        return task, node

    def send(self) -> Ends:
        node = self.new(f'<sendTask id="#" messageRef="{self.root("message")}"/>')
        self.used("sendTask")
        return node, node

    def many(self) -> Ends:
        order = self.random.choice(["true", "false"])
        times = self.random.randint(1, 3)
        over = "<completionCondition>ANY(#).pilih &gt; 1</completionCondition>"
        over = over if self.random.random() < 0.4 else ""
        if over:
            self.used("completionCondition")
        node = self.new(
            f'<userTask id="#"><multiInstanceLoopCharacteristics isSequential="{order}">'
            f"<loopCardinality>{times}</loopCardinality>{over}"
            "</multiInstanceLoopCharacteristics></userTask>"
        )
        self.grown.repeated.add(node)
        self.used("many in sequence" if order == "true" else "many at once")
        return node, node

    def turns(self) -> Ends:
        """A standard loop: so many times, while its own result says so, or tested before."""
        maximum = self.random.randint(1, 3)
        kind = self.random.choice(["maximum", "condition", "before"])
        before, condition, ask = "false", "", ""
        if kind == "condition":
            condition = "<loopCondition>#.pilih &gt; 0</loopCondition>"
        elif kind == "before":
            ask = self.decision()
            before, condition = "true", f"<loopCondition>{ask}.a &gt; 0</loopCondition>"
        node = self.new(
            f'<userTask id="#"><standardLoopCharacteristics testBefore="{before}" '
            f'loopMaximum="{maximum}">{condition}</standardLoopCharacteristics></userTask>'
        )
        self.used(f"loop {kind}")
        if ask:
            self.link(ask, node)
        return ask or node, node
