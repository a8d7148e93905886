"""What a licence is worth on a day, and the classes of reasons that anyone may read."""

from __future__ import annotations

import datetime as dt
from typing import Literal, cast

from pendopo.casework import models
from pendopo.casework.licence_values import Standing
from pendopo.services import api as services

Text = services.Text
Status = Literal["valid", "suspended", "revoked", "expired"]

VALID, SUSPENDED, REVOKED, EXPIRED = "valid", "suspended", "revoked", "expired"
FROM: dict[str, tuple[str, ...]] = {
    "suspend": (VALID,),
    "lift": (SUSPENDED,),
    "revoke": (VALID, SUSPENDED),
    "change": (VALID, SUSPENDED),
}
"""In which status each act is possible. Revoked and expired are ends."""

_ON_REQUEST = Text(id="Permintaan pemegang izin", en="At the holder's request")
_COURT = Text(id="Putusan atau penetapan pengadilan", en="A court's decision or order")
_DUTIES = Text(id="Kewajiban tidak dipenuhi", en="Duties were not met")
REASONS: dict[str, dict[str, Text]] = {
    "suspend": {
        "duties": _DUTIES,
        "inspection": Text(id="Temuan pengawasan", en="Findings of an inspection"),
        "examination": Text(id="Pemeriksaan sedang berjalan", en="An examination is under way"),
        "request": _ON_REQUEST,
        "court": _COURT,
    },
    "lift": {
        "resolved": Text(id="Penyebab pembekuan sudah selesai", en="The cause has been resolved"),
        "term": Text(id="Jangka waktu pembekuan berakhir", en="The suspension came to its end"),
        "request": _ON_REQUEST,
        "court": _COURT,
    },
    "revoke": {
        "duties": _DUTIES,
        "violation": Text(id="Pelanggaran ketentuan", en="Rules were broken"),
        "untrue": Text(
            id="Data atau dokumen permohonan tidak benar",
            en="Data or documents of the application were untrue",
        ),
        "flaw": Text(
            id="Cacat wewenang, prosedur, atau substansi (UU 30/2014 Pasal 64)",
            en="A flaw of authority, procedure or substance (UU 30/2014 Art. 64)",
        ),
        "ended": Text(id="Kegiatannya sudah berhenti", en="The activity has ended"),
        "request": _ON_REQUEST,
        "court": _COURT,
    },
    "change": {
        "request": _ON_REQUEST,
        "misprint": Text(id="Kekeliruan penulisan", en="A misprint"),
        "moved": Text(id="Pindah alamat atau tempat", en="A change of address or place"),
    },
    "expire": {"term": Text(id="Masa berlaku habis", en="Its term is over")},
    "import": {
        "register": Text(id="Dicatat dari register lama", en="Copied from an older register")
    },
}
"""Act -> class of reason -> words for anyone; nothing about a person stands in them."""

STATUS: dict[str, Text] = {
    VALID: Text(id="Berlaku", en="In force"),
    SUSPENDED: Text(id="Dibekukan", en="Suspended"),
    REVOKED: Text(id="Dicabut", en="Revoked"),
    EXPIRED: Text(id="Habis masa berlakunya", en="Expired"),
}
_ACT_OF = {SUSPENDED: "suspend", REVOKED: "revoke", EXPIRED: "expire", VALID: "lift"}
NOTHING = Text(id="", en="")


def standing(row: models.Licence, today: dt.date) -> Standing:
    """The licence today. Status is a cache of facts and the day: a term that ended yesterday is
    told as such before the worker has written it down."""
    status, since, reason, until = row.status, row.since, row.reason, row.until
    if status == SUSPENDED and until is not None and until < today:
        status, since, reason, until = VALID, until + dt.timedelta(days=1), "term", None
    if status in (VALID, SUSPENDED) and row.valid_to is not None and row.valid_to < today:
        status, since, reason, until = EXPIRED, row.valid_to + dt.timedelta(days=1), "term", None
    return Standing(
        status=cast(Status, status),
        words=STATUS[status],
        since=since,
        reason=reason,
        reason_words=REASONS[_ACT_OF[status]].get(reason, NOTHING),
        until=until if status == SUSPENDED else None,
        changed_on=row.changed_on,
        origin=row.origin,
    )
