"""What a step asks of the outside world: a closed union, carried out by the caller."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from pendopo.core.process.model import When


class OpenTask(msgspec.Struct, frozen=True):
    """A person has something to do. `item` is the item of a repeated task (else None), `index`
    its place from 0 among `count`; `lane` is a lane id or ""."""

    token: int
    node: str
    lane: str
    item: object = None
    index: int = 0
    count: int = 1


class CancelTask(msgspec.Struct, frozen=True):
    """The task is no longer wanted. Not sent for a task that was completed."""

    token: int
    node: str


class SetTimer(msgspec.Struct, frozen=True):
    """Send Fired(token) when `when` has come; a length counts from this step."""

    token: int
    node: str
    when: When


class CancelTimer(msgspec.Struct, frozen=True):
    """The timer is no longer wanted. Not sent for a timer that fired."""

    token: int
    node: str


class CallService(msgspec.Struct, frozen=True):
    """Call the service named `topic` and send Completed(token, result). `values` are the inputs
    that the model lists, or all results so far when it lists none (plain JSON values)."""

    token: int
    node: str
    topic: str
    values: Mapping[str, object]


class CancelService(msgspec.Struct, frozen=True):
    """The answer of the service is no longer wanted. Not sent for a call that was answered."""

    token: int
    node: str


class Send(msgspec.Struct, frozen=True):
    """Send a message to somebody outside; the process does not wait for it to arrive. `token` is a
    number used only once in the case. `values` as in CallService."""

    token: int
    node: str
    message: str
    values: Mapping[str, object]


class Broadcast(msgspec.Struct, frozen=True):
    """Give a signal to all OTHER cases; whoever waits for it in this case has taken it already.
    `token` and `values` as in Send."""

    token: int
    node: str
    signal: str
    values: Mapping[str, object]


class Subscribe(msgspec.Struct, frozen=True):
    """From now on send Received or Signalled when the message or signal `name` comes."""

    token: int
    node: str
    kind: Literal["message", "signal"]
    name: str


class Unsubscribe(msgspec.Struct, frozen=True):
    """It is no longer waited for. Not sent for one that was taken."""

    token: int
    node: str


class Raised(msgspec.Struct, frozen=True):
    """An error or escalation with this code arose at `node`. `caught`: somebody handles it."""

    node: str
    kind: Literal["error", "escalation"]
    code: str
    caught: bool


class End(msgspec.Struct, frozen=True):
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
    | Raised
    | End
)
