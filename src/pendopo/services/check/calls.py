"""Calls of other packages: what may be called, and what it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pendopo.core.process import Node, within
from pendopo.services.calling import calls_of
from pendopo.services.compiled import Compiled
from pendopo.services.draft import PROCESS, Draft
from pendopo.services.schema import Message, Service

LONGEST = 64
"""Characters of an element where cases keep it."""
_LETTERS = ("draft", "paraf", "sign")
_OURS = ("issue_licence", "hand_over")
_NOT_ROLES = ("applicant", "case", "context")

Said = tuple[str, str, str]
"""Rule, and the sentence in both languages."""


def check(draft: Draft, packages: Mapping[str, Compiled]) -> None:
    """Notes what keeps the process of a package from being called. packages: by slug."""
    if draft.service is None or draft.graph is None:
        return
    for call, slug in calls_of(draft.graph).items():
        node, package = draft.graph.nodes[call], packages[slug]
        found = [
            *_whole(package),
            *_tasks(package),
            *_inputs(node, package),
            *_messages(draft.service, package),
            *_names(call, package),
        ]
        for rule, indonesian, english in found:
            draft.problems.add(
                PROCESS,
                node.line,
                rule,
                f"Panggilan “{node.label}” ({call}) ke paket {slug}: {indonesian}",
                f"The call “{node.label}” ({call}) of the package {slug}: {english}",
                element=call,
            )


def _whole(package: Compiled) -> Iterable[Said]:
    if package.service.mode in ("answer", "handover"):
        yield (
            "call-mode",
            f"layanan mode {package.service.mode} mengurus berkasnya sendiri dan tidak dapat"
            " dipanggil.",
            f"a service of mode {package.service.mode} has cases of its own and cannot be called.",
        )
    if package.graph.nodes[package.graph.start].trigger:
        yield (
            "call-start",
            "proses itu tidak punya awal polos.",
            "its process has no plain start.",
        )


def _tasks(package: Compiled) -> Iterable[Said]:
    for task in package.tasks.values():
        if task.work in _LETTERS:
            yield (
                "call-letter",
                f"tugas {task.element} membuat surat dari isian permohonannya sendiri, yang tidak"
                " ada pada panggilan. Buat surat di paket pemanggil.",
                f"the task {task.element} makes a letter out of an application of its own, which a"
                " call does not have. Make the letter in the calling package.",
            )
        if task.corrects:
            yield (
                "call-corrects",
                f"tugas {task.element} meminta permohonan paket itu diperbaiki, padahal pada"
                " panggilan tidak ada.",
                f"the task {task.element} has its application corrected, and a call has none.",
            )
    for node in package.graph.nodes.values():
        if node.topic in _OURS:
            yield (
                "call-topic",
                f"{node.id} memakai {node.topic}, yang berlaku untuk permohonan utuh.",
                f"{node.id} uses {node.topic}, which is about a whole application.",
            )


def _inputs(node: Node, package: Compiled) -> Iterable[Said]:
    for name in node.inputs:
        question = package.form.questions.get(name)
        if question is None:
            yield (
                "call-input",
                f"masukan “{name}” bukan isian permohonan paket itu.",
                f"the input “{name}” is no question of that package's application.",
            )
        elif question.personal or question.kind == "file":
            yield (
                "call-personal",
                f"masukan “{name}” adalah data pribadi atau berkas; proses hanya membawa isian"
                " biasa.",
                f"the input “{name}” is personal data or a file; a process carries neither.",
            )


def _messages(service: Service, package: Compiled) -> Iterable[Said]:
    for name, message in package.service.messages.items():
        same = service.messages.get(name)
        if same is not None and same != message:
            yield (
                "call-message",
                f"pesan “{name}” dijelaskan lain di kedua paket.",
                f"the message “{name}” is described differently in the two packages.",
            )
        if package.service.agency != service.agency and _roles(message):
            yield (
                "call-message",
                f"pesan “{name}” dikirim petugas {package.service.agency}, sedangkan berkasnya"
                f" milik {service.agency}.",
                f"the message “{name}” comes from officers of {package.service.agency}, but the"
                f" case belongs to {service.agency}.",
            )


def _roles(message: Message) -> bool:
    return any(one not in _NOT_ROLES for one in message.senders)


def _names(call: str, package: Compiled) -> Iterable[Said]:
    for element in [*package.graph.nodes, *package.service.sla.stages]:
        name = within(call, element)
        if len(name) > LONGEST:
            yield (
                "call-name",
                f"nama {name} lebih panjang dari {LONGEST} huruf; pendekkan id panggilan.",
                f"the name {name} is longer than {LONGEST}; shorten the id of the call.",
            )
