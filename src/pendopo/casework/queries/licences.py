"""One licence: for the officers of its agency with its history, for anyone its standing today."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import facts, models, policy
from pendopo.casework.licence_data import current, labels
from pendopo.casework.licence_values import LicenceFile, LicenceProof, Standing
from pendopo.casework.queries.licence_history import history
from pendopo.casework.queries.registers import title_of, views
from pendopo.casework.refusals import NotFound
from pendopo.casework.standing import FROM, standing
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services.api import Text


@ledger.within_region
def licence(*, licence_id: UUID, who: directory.Actor, now: dt.datetime) -> LicenceFile:
    """A licence of the register of the officer's agencies; personal data stay closed."""
    return _file(_kept(licence_id, who), who, now, unsealed=False)


@ledger.within_region
def unseal_licence(
    *, licence_id: UUID, who: directory.Actor, purpose: str, now: dt.datetime
) -> LicenceFile:
    """The licence with its data in clear; the view is a fact before anything is shown."""
    row = _kept(licence_id, who)
    if row.person_id is not None:
        directory.record_view(
            row.person_id,
            viewer=who,
            purpose=purpose,
            now=now,
            organisation_id=row.organisation_id,
            case_id=row.case_id,
        )
    else:  # copied from an old register: known by no person here
        entry = ledger.Entry(
            fact=facts.LicenceViewed(licence=row.id, purpose=purpose),
            about=row.id,
            actor=who.account_id,
            organisation=row.organisation_id,
            occurred_at=now,
        )
        ledger.append([entry], now=now)
    return _file(row, who, now, unsealed=True)


@ledger.within_region
def standing_of_letter(*, letter_id: UUID, now: dt.datetime) -> Standing | None:
    """What the licence that this letter grants is worth today; None for any other letter.
    Nothing in it is personal. One statement."""
    row = models.Licence.objects.filter(letter_id=letter_id).first()
    return standing(row, directory.today(now)) if row else None


@ledger.within_region
def proof(*, verify_id: str, now: dt.datetime) -> LicenceProof:
    """What anyone may know of a licence copied from an older register, by its code. Raises
    `NotFound`."""
    reference = references.normalise(verify_id)
    row = None
    if reference:
        row = models.Licence.objects.filter(verify_id=reference).first()
    if row is None:
        raise NotFound("licence_unknown")
    return LicenceProof(
        verify_id=row.verify_id or "",
        number=row.number,
        service_title=title_of(row, now),
        agency=directory.chart().name_of(row.organisation_id),
        holder_masked=row.holder_masked,
        dated=row.dated,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        signer=row.signer,
        standing=standing(row, directory.today(now)),
    )


def _kept(licence_id: UUID, who: directory.Actor) -> models.Licence:
    rows = models.Licence.objects.select_related("case").filter(id=licence_id)
    return policy.check_keeps(rows.first(), who)


def _file(
    row: models.Licence, who: directory.Actor, now: dt.datetime, *, unsealed: bool
) -> LicenceFile:
    (view,) = views([row], now)
    may = policy.decides(row, who)
    return LicenceFile(
        view=view,
        signer=row.signer,
        verify_id=row.verify_id or "",
        history=history(row, unsealed=unsealed),
        acts=tuple(act for act, when in FROM.items() if may and view.status in when),
        unsealed=unsealed,
        fields=tuple(labels(row).items()),
        data=_data(row) if unsealed else (),
    )


def _data(row: models.Licence) -> tuple[tuple[str, Text, str], ...]:
    found = current(row, directory.load_key(row.key_id))
    return tuple((name, label, value) for name, (label, value) in found.items())
