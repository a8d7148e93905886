"""`./pendopo bench submit [--json]`: sending an application over HTTP, 32 at once.

Limit: pgbench replays the very statements of one request, prepared, with fresh keys, on the
same durable server (fsync on). The bar: at most 6 statements, at most 2.5 ms CPU of the web
process a request, and at least 0.15 of pgbench's rate.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from bench import replay, stage, statements, web

CLIENTS = 32
BARS = {"statements": 6, "cpu_ms": 2.5, "ratio": 0.15}
CSRF = "a" * 32
WARM = 600
ROUNDS = 1_000
"""How many transactions one pgbench client can make before it runs out of drafts."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench submit")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--number", type=int, default=4_000)
    parser.add_argument("--seconds", type=int, default=10)
    given = parser.parse_args(list(argv))
    with stage.open_stage("submit") as stand:
        found = measure(stand, given.number, given.seconds)
    holds = (
        found["statements"] <= BARS["statements"]
        and found["cpu_ms"] <= BARS["cpu_ms"]
        and found["ratio"] >= BARS["ratio"]
    )
    print(json.dumps({"bench": "submit", **found, "bars": BARS, "holds": holds}))
    return 0 if holds else 1


def measure(stand: stage.Stage, number: int, seconds: int) -> dict[str, Any]:
    from pendopo.ledger import api as ledger

    with ledger.use_region(stage.CODE):
        session = stage.session_of("warga")
        drafts, version = prepare(number + WARM + 2)
    seen = _statements_of_one((drafts.pop(), drafts.pop()), version, session)
    requests = [_request(draft, version, session) for draft in drafts]
    half = number // 2
    with web.served(stand) as server:
        _all_sent(web.play(server, requests[:WARM], clients=CLIENTS))
        first = _half(server, requests[WARM : WARM + half])
        theirs = _pgbench(stand, seen, seconds)
        second = _half(server, requests[WARM + half : WARM + number])
    played, spent = first[0] + second[0], first[1] + second[1]
    ours = 2 * half / played
    return {
        "ratio": round(ours / theirs, 3),
        "statements": sum(one.counted for one in seen),
        "cpu_ms": round(spent / (2 * half) * 1000, 2),
        "submits_per_second": round(ours, 1),
        "pgbench_per_second": round(theirs, 1),
        "clients": CLIENTS,
        "number": number,
    }


def _half(server: web.Web, requests: Sequence[bytes]) -> tuple[float, float]:
    """Seconds by the clock and seconds of CPU. The peer runs between two halves, so that a machine
    that grows slower or faster meanwhile favours neither."""
    cpu = server.cpu_seconds()
    played = web.play(server, requests, clients=CLIENTS)
    _all_sent(played)
    return played.seconds, server.cpu_seconds() - cpu


def prepare(number: int) -> tuple[list[UUID], int]:
    """Complete drafts of one signed-in citizen, cloned from one that was filled in honestly;
    their ids, and the version they all have."""
    from pendopo.casework import models, vault
    from pendopo.config.seeding import applying
    from pendopo.directory import api as directory
    from pendopo.documents.models import StoredFile
    from pendopo.ledger import api as ledger

    now = ledger.clock().now()
    who = applying.actor("warga", now)
    first, _, _ = applying.fill(stage.SERVICE, stage.answers(), who=who, now=now)
    with ledger.region_transaction():
        model = models.Draft.objects.get(id=first)
        key = directory.load_key(model.key_id)
        answers = vault.unseal(key, model.sealed, table="casework_draft", field="sealed", row=first)
        files = {str(one.pk): one for one in StoredFile.objects.filter(owner_id=first)}
        drafts, copies = [], []
        for count in range(1, number + 1):
            # Ids whose tail is a count, so that pgbench can address fresh drafts too.
            draft_id = UUID(f"0190ffff-0000-7000-8000-{count:012x}")
            mine, text = {}, json.dumps(answers)
            for place, old in enumerate(files):
                mine[old] = f"0190ff{place:02x}-0000-7000-8000-{count:012x}"
                text = text.replace(old, mine[old])
            drafts.append(
                models.Draft(
                    **{**_fields(model), "id": draft_id, "code_hash": uuid4().bytes},
                    sealed=vault.seal(
                        key, json.loads(text), table="casework_draft", field="sealed",
                        row=draft_id,
                    ),
                )
            )  # fmt: skip
            copies += [
                StoredFile(
                    **{
                        **_row(one),
                        "id": UUID(mine[old]),
                        "owner_id": draft_id,
                        "shelf_name": uuid4().hex,
                    }
                )
                for old, one in files.items()
            ]
        models.Draft.objects.bulk_create(drafts, batch_size=500)
        StoredFile.objects.bulk_create(copies, batch_size=500)
    return [draft.id for draft in drafts], model.version


def _fields(model: Any) -> dict[str, Any]:
    return {name: value for name, value in _row(model).items() if name != "sealed"}


def _row(model: Any) -> dict[str, Any]:
    return {one.attname: getattr(model, one.attname) for one in model._meta.concrete_fields}


def _form(version: int) -> dict[str, str]:
    return {
        "csrfmiddlewaretoken": CSRF,
        "kunci": str(uuid4()),
        "versi": str(version),
        "pernyataan": "ya",
    }


def _request(draft: UUID, version: int, session: str) -> bytes:
    body = urlencode(_form(version)).encode()
    head = (
        f"POST /berkas/{draft}/periksa/ HTTP/1.1\r\nHost: localhost\r\n"
        f"Cookie: sessionid={session}; csrftoken={CSRF}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _all_sent(outcome: web.Outcome) -> None:
    bad = [answer for answer in outcome.answers if answer[0] != 302]
    if bad:
        raise RuntimeError(f"{len(bad)} submissions failed: {bad[0][0]} {bad[0][1][:500]!r}")


def _statements_of_one(
    drafts: tuple[UUID, UUID], version: int, session: str
) -> list[statements.Statement]:
    """The second of two submissions in this process: the first makes it remember the chart,
    the calendar and the package, as any process that serves has."""
    from django.test import Client

    client = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    client.cookies["sessionid"] = session
    client.cookies["csrftoken"] = CSRF
    with statements.watched() as seen:
        for draft in drafts:
            seen.clear()
            answer = client.post(f"/berkas/{draft}/periksa/", _form(version))
            if answer.status_code != 302:
                raise RuntimeError(f"submit answered {answer.status_code}: {answer.content!r}")
    return list(seen)


def _pgbench(stand: stage.Stage, seen: Sequence[statements.Statement], seconds: int) -> float:
    """Replay on drafts that pgbench makes fresh: the ids in the statements carry its count."""
    counted = [one for one in seen if one.counted]
    texts = _ids(counted)
    fresh = sorted(set(re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", texts)))
    fresh += set(re.findall(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b", texts))
    kept = _existing(fresh)
    _fresh_drafts(stand)
    text = replay.script(
        counted, region=stage.CODE, fresh=[one for one in fresh if one not in kept]
    )
    return replay.rate(stand, text, clients=CLIENTS, seconds=seconds)


def _ids(seen: Sequence[statements.Statement]) -> str:
    return json.dumps([_texts(one.parameters) for one in seen], default=str)


def _texts(parameters: Any) -> list[Any]:
    values = parameters.values() if isinstance(parameters, dict) else parameters or ()
    return [str(one) for one in values if not isinstance(one, bytes | memoryview)]


def _existing(ids: Sequence[str]) -> set[str]:
    """Ids that must stay as they are: accounts, persons, keys, organisations, positions."""
    from django.contrib.auth import get_user_model

    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    with ledger.use_region(stage.CODE):
        chart = directory.chart()
        known = {str(one) for one in (*chart.organisations, *chart.positions)}
        account = get_user_model().objects.get(username="warga")
        known |= {str(account.pk), str(account.person_id)}
        known.add(str(directory.key_of_person(person_id=account.person_id).id))
    return known & set(ids)


def _fresh_drafts(stand: stage.Stage) -> None:
    """Unsent drafts and their files under every count that pgbench can reach."""
    tail = "lpad(to_hex(n), 12, '0')"
    replay.reset(
        stand,
        [
            "CREATE TABLE bench_count AS SELECT (c + 1) * 1000000 + k AS n"
            f" FROM generate_series(0, {CLIENTS - 1}) c, generate_series(1, {ROUNDS}) k",
            "INSERT INTO casework_draft SELECT (jsonb_populate_record(s.d, jsonb_build_object("
            f"'id', left((s.d).id::text, 24) || {tail}, 'case_id', null,"
            " 'version', (s.d).version - 1,"
            f" 'code_hash', '\\x' || lpad(to_hex(n), 32, '0')))).*"
            " FROM bench_count, (SELECT x FROM casework_draft x WHERE id::text LIKE '0190ffff-%'"
            " AND case_id IS NOT NULL LIMIT 1) AS s(d)",
            "INSERT INTO documents_storedfile"
            " SELECT (jsonb_populate_record(s.f, jsonb_build_object("
            f"'id', left((s.f).id::text, 24) || {tail},"
            f" 'owner_id', left((s.f).owner_id::text, 24) || {tail},"
            " 'shelf_name', (s.f).id::text || n))).*"
            " FROM bench_count, (SELECT x FROM documents_storedfile x WHERE owner_id = (SELECT id"
            " FROM casework_draft WHERE id::text LIKE '0190ffff-%' LIMIT 1)) AS s(f)",
            "ANALYZE",
        ],
    )
