"""Applying through the API, step by step, as an application would."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

SERVICE = "sip-dokter"
CODE = "35.11"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n"
)


def complete_draft(application: Any, answers: dict[str, Any]) -> dict[str, Any]:
    """A draft with every step saved and its documents uploaded; holds the code too."""
    begun = application.send("drafts", {"service": SERVICE}, key=str(uuid4()))
    assert begun.status_code == 201, begun.content
    draft = begun.json()
    code = draft["code"]
    form = application.get(f"services/{SERVICE}").json()["form"]
    kinds = {one["name"]: one["kind"] for one in form["questions"]}
    asked = {one["id"]: one["questions"] for one in form["steps"]}
    saved: set[str] = set()
    while pending := [step for step in draft["steps"] if step not in saved]:
        step = pending[0]
        given = {name: answers[name] for name in asked[step] if name in answers}
        for name in (one for one in asked[step] if kinds[one] == "file"):
            kept = application.upload(f"drafts/{draft['id']}/files", "dokumen.pdf", PDF)
            assert kept.status_code == 201, kept.content
            given[name] = [kept.json()["id"]]
        answer = application.send(
            f"drafts/{draft['id']}/steps/{step}",
            {"version": draft["version"], "answers": given},
            method="PUT",
        )
        assert answer.status_code == 200, (step, answer.json())
        draft = answer.json()
        saved.add(step)
    assert draft["missing"] == []
    return {**draft, "code": code}


def send(application: Any, draft: dict[str, Any], key: str = "") -> Any:
    return application.send(
        f"drafts/{draft['id']}/submit", {"version": draft["version"]}, key=key or str(uuid4())
    )
