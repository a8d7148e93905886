"""Messages and signals of the drawing against those of service.yaml."""

from __future__ import annotations

from pendopo.core.process import Graph, Kind, Node
from pendopo.services import formulas
from pendopo.services.check.expressions import results
from pendopo.services.check.formulas import LASTING, check_names
from pendopo.services.draft import PROCESS, Draft
from pendopo.services.schema import Service

_GIVING = (Kind.SEND, Kind.THROW, Kind.END)


def check(draft: Draft, service: Service, graph: Graph) -> None:
    for kind, described in (("message", service.messages), ("signal", service.signals)):
        drawn = [one for one in graph.nodes.values() if one.trigger == kind or _sends(one, kind)]
        for node in drawn:
            if node.event not in described:
                draft.problems.add(
                    PROCESS,
                    node.line,
                    f"{kind}-undefined",
                    f"“{node.event}” ({node.id}) belum dijelaskan di {kind}s pada service.yaml.",
                    f"“{node.event}” ({node.id}) is not described under {kind}s.",
                    element=node.id,
                )
        for name in described:
            if name not in {one.event for one in drawn}:
                draft.at(
                    (f"{kind}s", name),
                    f"{kind}-not-drawn",
                    f"“{name}” tidak ada di gambar proses.",
                    f"“{name}” is not in the drawing.",
                )
    for path, text in formulas.keys(service):
        check_names(draft, path, text, LASTING | results(graph))
    for name, message in service.messages.items():
        _message(draft, service, graph, name, given=bool(message.to), taken=bool(message.senders))
        form = draft.message_forms.get(name)
        for question in form.questions.values() if form else ():
            if question.personal or question.kind in ("text", "file"):
                draft.at(
                    ("messages", name, "form", question.name),
                    "message-personal",
                    "Pesan hanya membawa pilihan, angka, dan tanggal; kata-kata ditulis sebagai"
                    " catatan pada berkas.",
                    "A message brings choices, numbers and dates; words are notes on the case.",
                )


def _message(
    draft: Draft, service: Service, graph: Graph, name: str, *, given: bool, taken: bool
) -> None:
    nodes = [one for one in graph.nodes.values() if one.event == name]
    sends = any(_sends(one, "message") for one in nodes)
    waits = any(one.trigger == "message" and not _sends(one, "message") for one in nodes)
    message = service.messages[name]
    if sends != given:
        draft.at(
            ("messages", name, "to"),
            "message-to",
            f"Pesan “{name}” yang dikirim gambar menyebut to; yang tidak dikirim, tidak.",
            f"The message “{name}” says to if, and only if, the drawing sends it.",
        )
    if waits and not taken and message.to != "same":
        draft.at(
            ("messages", name),
            "message-from",
            f"Pesan “{name}” ditunggu, tetapi from belum menyebut siapa yang boleh mengirimnya.",
            f"The message “{name}” is waited for, but from names nobody who may send it.",
        )
    if message.to == "applicant" and message.text is None:
        draft.at(
            ("messages", name, "text"),
            "message-text",
            f"Pesan “{name}” untuk pemohon perlu text.",
            f"The message “{name}” to the applicant needs a text.",
        )
    waiting = [one for one in nodes if one.trigger == "message" and not _sends(one, "message")]
    opens = all(one.kind is Kind.START and not one.within for one in waiting)
    if (message.to == "case" or ("case" in message.senders and not opens)) and not message.key:
        draft.at(
            ("messages", name, "key"),
            "message-key",
            f"Pesan “{name}” antarberkas perlu key, agar menemukan berkas tujuannya.",
            f"The message “{name}” between cases needs a key to find its case by.",
        )


def _sends(node: Node, kind: str) -> bool:
    gives = node.kind in _GIVING and node.trigger == kind
    return gives or (kind == "message" and node.kind is Kind.SEND)
