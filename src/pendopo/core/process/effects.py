"""What a step asks of the outside world: a closed union, carried out by the caller."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pendopo.core.process.model import When


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A person has something to do. `item` is the item of a repeated task (else None), `index`
    its place from 0 among `count`; `lane` is a lane id or ""."""

    token: int
    node: str
    lane: str
    item: object = None
    index: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class CancelTask:
    """The task is no longer wanted. Not sent for a task that was completed."""

    token: int
    node: str


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Send Fired(token) when `when` has come; a length counts from this step."""

    token: int
    node: str
    when: When


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """The timer is no longer wanted. Not sent for a timer that fired."""

    token: int
    node: str


@dataclass(frozen=True, slots=True)
class CallService:
    """Call the service named `topic` and send Completed(token, result). `values` are the inputs
    that the model lists, or all results so far when it lists none (plain JSON values)."""

    token: int
    node: str
    topic: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CancelService:
    """The answer of the service is no longer wanted. Not sent for a call that was answered."""

    token: int
    node: str


@dataclass(frozen=True, slots=True)
class Send:
    """Send a message to somebody outside; the process does not wait for it to arrive. `token` is a
    number used only once in the case. `values` as in CallService."""

    token: int
    node: str
    message: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Give a signal to all OTHER cases; whoever waits for it in this case has taken it already.
    `token` and `values` as in Send."""

    token: int
    node: str
    signal: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Subscribe:
    """From now on send Received or Signalled when the message or signal `name` comes."""

    token: int
    node: str
    kind: Literal["message", "signal"]
    name: str


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """It is no longer waited for. Not sent for one that was taken."""

    token: int
    node: str


@dataclass(frozen=True, slots=True)
class End:
    """The case is over; the last effect of its last step, sent once.

    `node` is the end event ("" when withdrawn) and `outcome` its name, or its id when it has none
    ("withdrawn" when withdrawn). A way begun by a non-interrupting event gives the outcome only
    when no other way has reached an end. "error": an error end event that nothing catches.
    """

    node: str
    kind: Literal["none", "terminate", "error", "withdrawn"]
    outcome: str


Effect = (
    OpenTask
    | CancelTask
    | SetTimer
    | CancelTimer
    | CallService
    | CancelService
    | Send
    | Broadcast
    | Subscribe
    | Unsubscribe
    | End
)
