"""The front door of services: packages, their versions, the catalogue, and the pure flow.

Verbs and queries run in the current region's transaction. Everything else here is pure: loading,
checking, stories and `flow` need no database.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pendopo.documents import api as documents
from pendopo.services import flow
from pendopo.services.actions import publish
from pendopo.services.assembly import assembled, beside
from pendopo.services.catalogue import BasisLine, ServiceCard, StandardPart, fee_words
from pendopo.services.check.expressions import TOPICS
from pendopo.services.compiled import Compiled, TaskDef
from pendopo.services.dated import in_force
from pendopo.services.estimating import Estimated, estimated
from pendopo.services.inspection import Inspection, inspect, letter_files
from pendopo.services.letters import letter_content, shown, validity_words
from pendopo.services.load import load, load_files
from pendopo.services.problems import PackageRefused, Problem, Refused
from pendopo.services.queries import (
    NOT_APPLIED_FOR,
    Schedule,
    catalogue,
    finding_service,
    incident_services,
    legal_basis,
    published,
    report_service,
    schedules,
    search,
    service_at,
    services_of,
    standard,
    starters,
    version,
    version_at,
    versions_of,
)
from pendopo.services.report_schema import ProofKind, ReportClass, Reporting, ReportStatus
from pendopo.services.schema import DatedLimit, More
from pendopo.services.skeleton import new_package
from pendopo.services.source import Source, from_files, read_folder
from pendopo.services.stories import StoryResult, play_all, read_stories, untold
from pendopo.services.text import Language, Text
from pendopo.services.validity import valid_until
from pendopo.services.versions import Version


def check_package(
    *, source: Source, organisations: Collection[str] | None = None, name: str = ""
) -> Inspection:
    """Everything wrong with a package, letters printed and stories played. organisations: codes
    the directory knows (None: not checked); name: of the folder (must be the slug)."""
    return inspect(source, organisations=organisations, print_letter=_print, name=name)


def _print(entry: str, files: Mapping[str, bytes], content: Mapping[str, Any]) -> None:
    documents.try_letter(entry=entry, files=files, content=content)


__all__ = [
    "NOT_APPLIED_FOR",
    "TOPICS",
    "BasisLine",
    "Compiled",
    "DatedLimit",
    "Estimated",
    "Inspection",
    "Language",
    "More",
    "PackageRefused",
    "Problem",
    "ProofKind",
    "Refused",
    "ReportClass",
    "ReportStatus",
    "Reporting",
    "Schedule",
    "ServiceCard",
    "Source",
    "StandardPart",
    "StoryResult",
    "TaskDef",
    "Text",
    "Version",
    "assembled",
    "beside",
    "catalogue",
    "check_package",
    "estimated",
    "fee_words",
    "finding_service",
    "flow",
    "from_files",
    "in_force",
    "incident_services",
    "legal_basis",
    "letter_content",
    "letter_files",
    "load",
    "load_files",
    "new_package",
    "play_all",
    "publish",
    "published",
    "read_folder",
    "read_stories",
    "report_service",
    "schedules",
    "search",
    "service_at",
    "services_of",
    "shown",
    "standard",
    "starters",
    "untold",
    "valid_until",
    "validity_words",
    "version",
    "version_at",
    "versions_of",
]
