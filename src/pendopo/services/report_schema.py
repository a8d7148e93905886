"""What `service.yaml` says of reports (`report`, mode `answer`)."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

ReportClass = Literal["complaint", "aspiration", "information"]
ProofKind = Literal["place", "document", "answer"]
ReporterWord = Literal["confirm", "reopen", "reply", "complete"]
ReportStatus = Literal[
    "received", "asked", "forwarded", "audited", "checking", "answered", "reopened", "confirmed",
    "unconfirmed", "not_ours", "archived", "withdrawn",
]  # fmt: skip


class Reporting(Struct, frozen=True, kw_only=True):
    """How the public follows the work on a report (mode `answer`).

    kind: the class of report that the package is for. moves: what an outcome ("task.outcome") or
    an end event means to whoever follows the report. agency, topic: questions of the officers'
    forms whose answers say which agency has it, and what it is about. answer: the question that
    holds the answer to the reporter. proof: the question that says how the work is proven; proofs:
    its answer by the kind of proof that a topic declares (place, document, answer).
    reporter: the outcome by which the reporter confirms, reopens, sends a message, or completes
    what was missing. reopened_by: the message by which anyone affected reopens it; replied_by: the
    one that tells that an officer wrote, which restarts the closing clock.
    """

    kind: ReportClass
    moves: dict[str, ReportStatus]
    agency: str
    topic: str
    answer: str
    proof: str = ""
    proofs: dict[ProofKind, str] = field(default_factory=dict)
    reporter: dict[ReporterWord, str] = field(default_factory=dict)
    reopened_by: str = ""
    replied_by: str = ""
