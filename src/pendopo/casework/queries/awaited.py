"""What a case waits for that somebody may send it: messages, for the screen that offers them."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from pendopo.casework import models, policy
from pendopo.core.forms import Form
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Text = services.Text


@dataclass(frozen=True, slots=True)
class AwaitedMessage:
    """A message that a case waits for. step: where the drawing waits; form: what it brings, None
    when it brings nothing."""

    name: str
    title: Text
    step: str
    form: Form | None = field(repr=False)


@ledger.within_region
def awaited_messages(*, case_id: UUID, who: directory.Actor) -> tuple[AwaitedMessage, ...]:
    """The messages that the officer may send into the case now, longest waiting first, each once;
    none for strangers. One statement."""
    case = models.Case.objects.filter(id=case_id, ended_at=None).first()
    if case is None:
        return ()
    compiled = services.version(hash=case.version_hash)
    state = services.flow.CaseState.decode(bytes(case.state))
    found: dict[str, AwaitedMessage] = {}
    for one in services.flow.awaited(compiled, state, directory.calendar()):
        message = compiled.service.messages.get(one.name) if one.kind == "message" else None
        if message is None or policy.sender_of(case, message.senders, who) != "officer":
            continue
        step = compiled.graph.nodes[one.element].label
        form = compiled.message_forms.get(one.name)
        found.setdefault(one.name, AwaitedMessage(one.name, message.title, step, form))
    return tuple(found.values())
