"""Who may change the catalogue."""

from __future__ import annotations

from pendopo.directory import api as directory
from pendopo.services.compiled import Compiled
from pendopo.services.problems import Refused


def may_publish(actor: directory.Actor | None, package: Compiled) -> bool:
    """An administrator of the region or of the service's agency; None is the command line."""
    if actor is None or directory.administers_region(actor):
        return True
    agency = directory.organisation_by_code(package.service.agency)
    return agency is not None and directory.administers(actor, agency.id)


def check_publish(actor: directory.Actor | None, package: Compiled) -> None:
    """Raises `Refused` unless `may_publish`."""
    if not may_publish(actor, package):
        raise Refused(
            "not-administrator",
            "Hanya administrator yang dapat menerbitkan paket layanan.",
            "Only an administrator can publish a service package.",
        )
