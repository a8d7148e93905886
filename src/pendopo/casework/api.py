"""The front door of casework: applying, doing tasks, signing, and every view of a case."""

from pendopo.casework.actions.deadlines import recompute_deadlines
from pendopo.casework.actions.drafts import (
    begin_draft,
    draft,
    find_draft,
    remove_draft,
    remove_old_drafts,
    save_draft,
)
from pendopo.casework.actions.imports import begin_import, judge_import
from pendopo.casework.actions.letters import letter_pdf, preview
from pendopo.casework.actions.licence_changes import change, lift, revoke, suspend
from pendopo.casework.actions.licence_terms import mark_expired
from pendopo.casework.actions.notes import add_note
from pendopo.casework.actions.openings import mark_opened
from pendopo.casework.actions.register_exports import (
    RecapFile,
    export_book,
    recap_file,
    sign_recap,
    signed_recap_pdf,
    signed_recaps,
)
from pendopo.casework.actions.signing import (
    ForInk,
    Signed,
    attach_wet_scan,
    number_for_ink,
    sign,
    void_ink_number,
)
from pendopo.casework.actions.submission import submit
from pendopo.casework.actions.tasks import (
    Done,
    complete_task,
    release,
    save_task_draft,
    snooze,
    take,
)
from pendopo.casework.actions.timers import fire_due_timers
from pendopo.casework.actions.visits import agree_appointment, set_appointment, wish_appointment
from pendopo.casework.actions.withdrawal import withdraw
from pendopo.casework.names import rule_names
from pendopo.casework.queries.alarms import Alarm, alarms
from pendopo.casework.queries.applicants import file_of_case, my_cases, my_drafts, my_licences
from pendopo.casework.queries.cases import (
    applicant_case,
    case,
    case_of_number,
    case_of_task,
    unseal,
)
from pendopo.casework.queries.crowd import Crowd, crowds
from pendopo.casework.queries.imports import (
    ImportLine,
    ImportView,
    import_template,
    register_import,
    register_imports,
)
from pendopo.casework.queries.inbox import VIEWS, View, inbox
from pendopo.casework.queries.licences import (
    licence,
    proof,
    standing_of_letter,
    unseal_licence,
)
from pendopo.casework.queries.pulse import Burden, Pulse, pulse
from pendopo.casework.queries.recap import Recap, RecapLine, agencies_of, recap
from pendopo.casework.queries.register_book import Book, BookLine, book
from pendopo.casework.queries.registers import receipt, register
from pendopo.casework.queries.search import find_cases
from pendopo.casework.queries.tracking import track
from pendopo.casework.refusals import Invalid, NotFound, Refused, Stale
from pendopo.casework.standing import REASONS
from pendopo.casework.values import (
    Answer,
    CaseCard,
    CaseView,
    Draft,
    Event,
    FileView,
    Inbox,
    LetterView,
    LicenceEvent,
    LicenceFile,
    LicenceProof,
    LicenceView,
    NoteView,
    Outcome,
    Stage,
    Standing,
    Submission,
    TaskCard,
    TaskView,
    Tracking,
    Visit,
)

__all__ = [
    "REASONS",
    "VIEWS",
    "Alarm",
    "Answer",
    "Book",
    "BookLine",
    "Burden",
    "CaseCard",
    "CaseView",
    "Crowd",
    "Done",
    "Draft",
    "Event",
    "FileView",
    "ForInk",
    "ImportLine",
    "ImportView",
    "Inbox",
    "Invalid",
    "LetterView",
    "LicenceEvent",
    "LicenceFile",
    "LicenceProof",
    "LicenceView",
    "NotFound",
    "NoteView",
    "Outcome",
    "Pulse",
    "Recap",
    "RecapFile",
    "RecapLine",
    "Refused",
    "Signed",
    "Stage",
    "Stale",
    "Standing",
    "Submission",
    "TaskCard",
    "TaskView",
    "Tracking",
    "View",
    "Visit",
    "add_note",
    "agencies_of",
    "agree_appointment",
    "alarms",
    "applicant_case",
    "attach_wet_scan",
    "begin_draft",
    "begin_import",
    "book",
    "case",
    "case_of_number",
    "case_of_task",
    "change",
    "complete_task",
    "crowds",
    "draft",
    "export_book",
    "file_of_case",
    "find_cases",
    "find_draft",
    "fire_due_timers",
    "import_template",
    "inbox",
    "judge_import",
    "letter_pdf",
    "licence",
    "lift",
    "mark_expired",
    "mark_opened",
    "my_cases",
    "my_drafts",
    "my_licences",
    "number_for_ink",
    "preview",
    "proof",
    "pulse",
    "recap",
    "recap_file",
    "receipt",
    "recompute_deadlines",
    "register",
    "register_import",
    "register_imports",
    "release",
    "remove_draft",
    "remove_old_drafts",
    "revoke",
    "rule_names",
    "save_draft",
    "save_task_draft",
    "set_appointment",
    "sign",
    "sign_recap",
    "signed_recap_pdf",
    "signed_recaps",
    "snooze",
    "standing_of_letter",
    "submit",
    "suspend",
    "take",
    "track",
    "unseal",
    "unseal_licence",
    "void_ink_number",
    "wish_appointment",
    "withdraw",
]
