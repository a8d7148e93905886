"""Letters: their templates are there, used, and ask for nothing they may not have."""

from __future__ import annotations

import re

from pendopo.core.process import Graph
from pendopo.services.draft import Draft
from pendopo.services.schema import Service

_READ = re.compile(r'get\(\s*"content"\s*,\s*"(shown|answers|results)"\s*,\s*"([^"]+)"')
_ANSWER = re.compile(r'#let\s+(\w+)\(\w+\)\s*=\s*get\("content",\s*"(shown|answers)",\s*\w+\)')


def check(draft: Draft, service: Service, graph: Graph) -> None:
    templates = {one.template for one in service.letters.values()}
    for key, letter in service.letters.items():
        if letter.template not in draft.source.files or not letter.template.endswith(".typ"):
            draft.at(
                ("letters", key, "template"),
                "letter-missing",
                f"Berkas surat “{letter.template}” tidak ada.",
                f"The letter file “{letter.template}” does not exist.",
            )
    if service.mode == "issue" and service.product.letter not in service.letters:
        draft.at(
            ("product", "letter"),
            "letter-unknown",
            f"Surat “{service.product.letter}” tidak ada di letters.",
            f"There is no letter “{service.product.letter}” under letters.",
        )
    _names(draft, service)
    for name, data in draft.source.files.items():
        mentioned = any(
            name.rpartition("/")[2].encode() in other
            for path, other in draft.source.files.items()
            if path.startswith("letters/") and path != name
        )
        if name.startswith("letters/") and name not in templates and not mentioned:
            draft.problems.add(
                name,
                1,
                "letter-unused",
                "Berkas ini tidak dipakai oleh surat mana pun.",
                "No letter uses this file.",
            )
        if name.startswith("letters/") and not data.strip():
            draft.problems.add(
                name, 1, "letter-empty", "Berkas surat ini kosong.", "This letter file is empty."
            )


def _names(draft: Draft, service: Service) -> None:
    """Questions and tasks that a letter reads: a mistyped name would print as nothing at all."""
    if draft.form is None:
        return
    known = {
        "shown": set(draft.form.questions),
        "answers": set(draft.form.questions),
        "results": set(service.tasks),
    }
    for path, data in draft.source.files.items():
        if not path.endswith(".typ"):
            continue
        text = data.decode("utf-8", "replace")
        read = [(one.start(), one[1], one[2]) for one in _READ.finditer(text)]
        for short in _ANSWER.finditer(text):  # #let answer(name) = get("content", "shown", name)
            call = re.compile(rf'(?<![\w-]){short[1]}\(\s*"([^"]+)"\s*\)')
            read += [(one.start(), short[2], one[1]) for one in call.finditer(text)]
        for start, group, name in read:
            if name not in known[group]:
                draft.problems.add(
                    path,
                    text.count("\n", 0, start) + 1,
                    "letter-name",
                    f"Surat membaca “{name}” yang tidak ada di formulir atau tugas.",
                    f"The letter reads “{name}”, which is no question and no task.",
                )
