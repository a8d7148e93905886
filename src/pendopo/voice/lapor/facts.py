"""What happens to lists from SP4N-LAPOR!. About the list, where nothing else is said."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from pendopo.ledger import api as ledger


class ListReceived(ledger.Fact, frozen=True, kw_only=True):
    """A list lies here, sealed; it will be judged row by row, and nothing has come in."""

    KIND: ClassVar[str] = "report_list.received"
    rows: int


class ListJudged(ledger.Fact, frozen=True, kw_only=True):
    """The dry run is done. known: reports that are here already; wrong: rows to mend."""

    KIND: ClassVar[str] = "report_list.judged"
    rows: int
    wrong: int
    known: int


class ListBegun(ledger.Fact, frozen=True, kw_only=True):
    """The sound rows come in. without: wrong rows that were left out on purpose."""

    KIND: ClassVar[str] = "report_list.begun"
    rows: int
    without: int = 0


class ListEnded(ledger.Fact, frozen=True, kw_only=True):
    """All that could come in is here. left: rows that were here already meanwhile."""

    KIND: ClassVar[str] = "report_list.ended"
    imported: int
    left: int


class ListDropped(ledger.Fact, frozen=True, kw_only=True):
    """A list that nobody let in was forgotten, with everything in it."""

    KIND: ClassVar[str] = "report_list.dropped"
    rows: int


class ColumnsChosen(ledger.Fact, frozen=True, kw_only=True):
    """Which columns of its lists a region has named itself; about the region."""

    KIND: ClassVar[str] = "report_list.columns_chosen"
    fields: tuple[ledger.Code, ...]


class ListTaken(ledger.Fact, frozen=True, kw_only=True):
    """A list for SP4N-LAPOR! was taken out, to be entered there. without_number: of reports that it
    did not know yet, else of all."""

    KIND: ClassVar[str] = "report_list.taken"
    rows: int
    without_number: bool


class AnswerBrought(ledger.Fact, frozen=True, kw_only=True):
    """A list told something new of a report that was here already; about the report, which stands
    where it stood. state: what SP4N-LAPOR! says of it now (`words.STATES`). answer: the id under
    which the new answer is kept, None when only the state there changed."""

    KIND: ClassVar[str] = "report.answer_brought"
    list_id: UUID
    row: int
    state: ledger.Code
    answer: UUID | None = None
