"""What a licence says about its holder and its object: as granted or copied, then as changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pendopo.casework import models, vault
from pendopo.casework.completion import application_answers
from pendopo.casework.queries.answers import shown
from pendopo.casework.refusals import Refused
from pendopo.directory import api as directory
from pendopo.services import api as services

Text = services.Text
CHANGEABLE = frozenset({"text", "phone", "email", "date", "integer", "number", "address"})
"""Kinds of questions whose answer a decision may change; a file or a choice needs a new
application."""
LONGEST = 500
IMPORTED: dict[str, Text] = {
    "name": Text(id="Nama pemegang", en="Holder"),
    "nik": Text(id="NIK", en="National identity number"),
    "address": Text(id="Alamat", en="Address"),
    "object": Text(id="Objek atau tempat", en="Object or place"),
    "note": Text(id="Keterangan", en="Remarks"),
}
"""Fields of what was copied from an older register."""
Data = dict[str, tuple[Text, str]]
"""Field -> label and value of today, in words."""


def current(row: models.Licence, key: directory.DataKey) -> Data:
    """Every field that may change, with today's value. Opens what is sealed."""
    found = _first(row, key)
    for old in row.changes.filter(kind="change").order_by("at", "id"):
        for name, pair in opened(old, key).get("changes", {}).items():
            if name in found:
                found[name] = (found[name][0], pair[1])
    return found


def opened(change: models.LicenceChange, key: directory.DataKey) -> dict[str, Any]:
    """The sealed words of a change: `explanation`, `changes` (field -> [old, new])."""
    if change.sealed is None:
        return {}
    kept: dict[str, Any] = vault.unseal(
        key, change.sealed, table="casework_licencechange", field="sealed", row=change.id
    )
    return kept


def labels(row: models.Licence) -> dict[str, Text]:
    """Field that may change -> label, without opening anything."""
    if row.case is None:
        return IMPORTED
    questions = services.version(hash=row.case.version_hash).form.questions
    return {name: Text(**one.title) for name, one in questions.items() if one.kind in CHANGEABLE}


def record(row: models.Licence, key: directory.DataKey) -> dict[str, str]:
    """The sealed record of what was copied from an older register."""
    if row.sealed is None:
        return {}
    kept: dict[str, str] = vault.unseal(
        key, row.sealed, table="casework_licence", field="sealed", row=row.id
    )
    return kept


def _first(row: models.Licence, key: directory.DataKey) -> Data:
    if row.case is None:
        kept = record(row, key)
        return {name: (label, kept.get(name, "")) for name, label in IMPORTED.items()}
    compiled = services.version(hash=row.case.version_hash)
    state = services.flow.CaseState.decode(bytes(row.case.state))
    given = application_answers(row.case, key)
    names = compiled.form_names(
        row.case.answers, state.applicant, directory.today(row.case.submitted_at)
    )
    return {
        one.name: (one.label, "" if one.display.id == "–" else one.display.id)
        for one in shown(compiled.form, given, {}, names, unsealed=True)
        if one.kind in CHANGEABLE
    }


def check_changes(now_is: Data, changes: Mapping[str, str]) -> dict[str, list[str]]:
    """Field -> [old, new] of what really changes. Raises `Refused` for none, an unknown field, an
    empty or overlong value."""
    found: dict[str, list[str]] = {}
    for name, typed in changes.items():
        if name not in now_is:
            raise Refused("field_fixed")
        new, old = " ".join(typed.split()), now_is[name][1]
        if not new or len(new) > LONGEST:
            raise Refused("change_length", most=LONGEST)
        if new != " ".join(old.split()):
            found[name] = [old, new]
    if not found:
        raise Refused("change_none")
    return found


def renamed(row: models.Licence, found: Mapping[str, list[str]]) -> str:
    """The masked new name of the holder when the name is among the changes, else ""."""
    name = name_field(row)
    return directory.masked_name(found[name][1])[:120] if name in found else ""


def name_field(row: models.Licence) -> str:
    """The field that holds the holder's name."""
    if row.case is None:
        return "name"
    return name_question(services.version(hash=row.case.version_hash))


def name_question(compiled: services.Compiled) -> str:
    """The question of the form that holds the applicant's name."""
    questions = compiled.form.questions.values()
    return next((one.name for one in questions if one.prefill == "applicant.name"), "")
