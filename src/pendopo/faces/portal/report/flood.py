"""How many reports one device may send before a person looks at them first.

Nobody is refused: what comes beyond the pace is taken and held for the coordinator. A kiosk, a
school or a village hall is many people behind one device; so whoever works at a counter or helps a
village signs in there and has a pace of their own. Only a flood that nobody could look through is
turned away, with the time to come again; what was typed stays in the browser. The figures are
the region's, dated (`voice/pace.yaml`).
"""

from __future__ import annotations

from django.http import HttpRequest

from pendopo.directory import api as directory
from pendopo.faces.components import pace
from pendopo.faces.components.access import actor, clock
from pendopo.faces.portal import keys, patience
from pendopo.voice import api as voice

HOUR, DAY = 3600, 24 * 3600
HELPERS = (*directory.ACTS, "coordinator")
"""Roles whose holder writes down what others report."""


def beyond_pace(request: HttpRequest) -> str:
    """What names the device when this report is one too many for it, "" otherwise. Counts it.
    Raises `casework.Refused` ("too_many") for a flood."""
    account = _helper(request)
    address, today = pace.address(request), voice.pace(now=clock())
    if account:
        helper = pace.Limit("reports-helper", most=today.helper, seconds=HOUR)
        return f"account:{account}" if pace.take(helper, account) else ""
    patience.take(request, pace.Limit("reports-flood", most=today.refused, seconds=DAY))
    browser = pace.Limit("reports-browser", most=today.browser, seconds=HOUR)
    waits = (pace.take(browser, str(keys.browser(request))), pace.take(address_limit(), address))
    # By address, so that a device that forgets its cookies is still seen as one.
    return f"address:{address}" if any(waits) else ""


def address_limit() -> pace.Limit:
    """Of one network address, for a device that forgets its cookies; a village hall shares one."""
    return pace.Limit("reports", most=voice.pace(now=clock()).address, seconds=HOUR)


def _helper(request: HttpRequest) -> str:
    """The account of somebody who reports for others; "" for everybody else."""
    if not request.user.is_authenticated:
        return ""
    who = actor(request)
    return str(who.account_id) if any(who.may(role) for role in HELPERS) else ""
