"""How many reports one device may send before a person looks at them first.

Nobody is refused: what comes beyond the pace is taken and held for the coordinator. A kiosk, a
school or a village hall is many people behind one device; so whoever works at a counter or helps a
village signs in there and has a pace of their own. Only a flood that nobody could look through is
turned away, with the time to come again; what was typed stays in the browser.
"""

from __future__ import annotations

from django.http import HttpRequest

from pendopo.directory import api as directory
from pendopo.faces.components import pace
from pendopo.faces.components.access import actor
from pendopo.faces.portal import keys, patience

BROWSER = pace.Limit("reports-browser", most=20, seconds=3600)
ADDRESS = pace.Limit("reports", most=60, seconds=3600)
"""Of one network address, for a device that forgets its cookies; a village hall shares one."""
HELPER = pace.Limit("reports-helper", most=300, seconds=3600)
FLOOD = pace.Limit("reports-flood", most=3000, seconds=24 * 3600)
"""From one address, held ones included."""
HELPERS = (*directory.ACTS, "coordinator")
"""Roles whose holder writes down what others report."""


def beyond_pace(request: HttpRequest) -> str:
    """What names the device when this report is one too many for it, "" otherwise. Counts it.
    Raises `casework.Refused` ("too_many") for a flood."""
    account = _helper(request)
    address = pace.address(request)
    if account:
        return f"account:{account}" if pace.take(HELPER, account) else ""
    patience.take(request, FLOOD)
    browser = str(keys.browser(request))
    waits = (pace.take(BROWSER, browser), pace.take(ADDRESS, address))
    # By address, so that a device that forgets its cookies is still seen as one.
    return f"address:{address}" if any(waits) else ""


def _helper(request: HttpRequest) -> str:
    """The account of somebody who reports for others; "" for everybody else."""
    if not request.user.is_authenticated:
        return ""
    who = actor(request)
    return str(who.account_id) if any(who.may(role) for role in HELPERS) else ""
