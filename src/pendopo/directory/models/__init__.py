"""Tables of the directory. Only this context reads or writes them."""

from pendopo.directory.models.access import ApiToken, Invitation, Viewing
from pendopo.directory.models.accounts import Account
from pendopo.directory.models.mandates import Absence, Mandate
from pendopo.directory.models.organisations import Organisation, Position
from pendopo.directory.models.people import DataKey, Person
from pendopo.directory.models.places import Boundary, BoundarySet, DayRule, Place, Region

__all__ = [
    "Absence",
    "Account",
    "ApiToken",
    "Boundary",
    "BoundarySet",
    "DataKey",
    "DayRule",
    "Invitation",
    "Mandate",
    "Organisation",
    "Person",
    "Place",
    "Position",
    "Region",
    "Viewing",
]
