"""The front door of casework: applying, doing tasks, signing, and every view of a case."""

from pendopo.casework.actions.assigning import assign, assignees
from pendopo.casework.actions.bringing import Coming, bring_cases
from pendopo.casework.actions.case_imports import begin_case_import, judge_cases
from pendopo.casework.actions.deadlines import recompute_deadlines
from pendopo.casework.actions.delivery import deliver
from pendopo.casework.actions.dispositions import (
    dispose,
    report_disposition,
    withdraw_disposition,
)
from pendopo.casework.actions.drafts import (
    begin_draft,
    draft,
    find_draft,
    remove_draft,
    remove_old_drafts,
    save_draft,
)
from pendopo.casework.actions.exports import export_file
from pendopo.casework.actions.forgetting import forget, sealed_with
from pendopo.casework.actions.imports import begin_import, judge_import
from pendopo.casework.actions.letters import letter_pdf, preview
from pendopo.casework.actions.licence_changes import change, lift, revoke, suspend
from pendopo.casework.actions.licence_terms import mark_expired
from pendopo.casework.actions.notes import add_note
from pendopo.casework.actions.opening import open_case
from pendopo.casework.actions.openings import mark_opened
from pendopo.casework.actions.opinions import ask_agency
from pendopo.casework.actions.powers import Paper, give_power, power_paper
from pendopo.casework.actions.raising import Lateness, late_task, raise_case, watch_lateness
from pendopo.casework.actions.reading_out import ReadOut, read_out
from pendopo.casework.actions.recasting import recast
from pendopo.casework.actions.register_exports import (
    AT_ONCE,
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
from pendopo.casework.actions.starting import start_by_message, start_due_cases
from pendopo.casework.actions.submission import submit
from pendopo.casework.actions.task_files import (
    add_task_file,
    append_task_chunk,
    begin_task_upload,
    task_files,
    task_upload,
)
from pendopo.casework.actions.tasks import (
    Done,
    complete_task,
    release,
    save_task_draft,
    snooze,
    take,
)
from pendopo.casework.actions.telling import tell_applicant
from pendopo.casework.actions.timers import fire_due_timers
from pendopo.casework.actions.version_moves import migrate, revert_migration
from pendopo.casework.actions.visits import agree_appointment, set_appointment, wish_appointment
from pendopo.casework.actions.withdrawal import withdraw
from pendopo.casework.licence_values import (
    Decision,
    LicenceEvent,
    LicenceFile,
    LicenceProof,
    LicenceView,
    Standing,
)
from pendopo.casework.names import rule_names
from pendopo.casework.orders.batches import (
    MOST_TASKS,
    TASKS_AT_ONCE,
    Batch,
    begin_batch,
    task_batch,
    undo_batch,
)
from pendopo.casework.orders.books import book_order_file, order_book, remove_old_books
from pendopo.casework.orders.trial import Act, Ticked, try_tasks
from pendopo.casework.orders.views import BookOrder, book_order, book_orders
from pendopo.casework.ports import Given, Settle, bind_settling
from pendopo.casework.queries.alarms import Alarm, alarms
from pendopo.casework.queries.applicants import file_of_case, my_cases, my_drafts, my_licences
from pendopo.casework.queries.awaited import AwaitedMessage, awaited_messages
from pendopo.casework.queries.case_imports import (
    CaseImportView,
    case_import,
    case_imports,
    case_report,
    case_template,
    importable_services,
)
from pendopo.casework.queries.cases import (
    applicant_case,
    case,
    case_of_number,
    case_of_task,
    unseal,
)
from pendopo.casework.queries.crowd import Crowd, crowds
from pendopo.casework.queries.dispositions import Heard, disposable, dispositions
from pendopo.casework.queries.imports import (
    ImportView,
    import_template,
    register_import,
    register_imports,
)
from pendopo.casework.queries.inbox import VIEWS, View, inbox
from pendopo.casework.queries.licences import licence, proof, standing_of_letter, unseal_licence
from pendopo.casework.queries.past import Past, past
from pendopo.casework.queries.powers import power_view
from pendopo.casework.queries.pulse import Burden, Pulse, pulse
from pendopo.casework.queries.recap import Recap, RecapLine, agencies_of, recap
from pendopo.casework.queries.register_book import Book, BookLine, book, book_lines
from pendopo.casework.queries.registers import receipt, register
from pendopo.casework.queries.replies import Written, WrittenTexts, written, written_texts
from pendopo.casework.queries.search import find_by_name, find_cases
from pendopo.casework.queries.standing_of import open_cases_of, service_of_case
from pendopo.casework.queries.stands import CaseStand, stands_of
from pendopo.casework.queries.steps import (
    Ended,
    Step,
    applicant_of,
    at_work,
    attached,
    belongs,
    ended,
    ended_case,
    is_applicant,
    open_step,
    step,
)
from pendopo.casework.queries.tracking import track
from pendopo.casework.queries.version_moves import (
    CaseVerdict,
    ElementVerdict,
    MovePlan,
    VersionCount,
    VersionMoveView,
    plan_migration,
    service_versions,
    version_move,
    version_moves,
)
from pendopo.casework.refusals import Invalid, NotFound, Refused, Stale
from pendopo.casework.standing import REASONS
from pendopo.casework.values import (
    CaseCard,
    CaseView,
    DispositionCard,
    Dispositions,
    DispositionView,
    Draft,
    Event,
    FileView,
    Inbox,
    LetterView,
    NoteView,
    Outcome,
    Stage,
    Submission,
    TaskCard,
    TaskView,
    Tracking,
    Visit,
)

__all__ = [
    "AT_ONCE",
    "MOST_TASKS",
    "REASONS",
    "TASKS_AT_ONCE",
    "VIEWS",
    "Act",
    "Alarm",
    "AwaitedMessage",
    "Batch",
    "Book",
    "BookLine",
    "BookOrder",
    "Burden",
    "CaseCard",
    "CaseImportView",
    "CaseStand",
    "CaseVerdict",
    "CaseView",
    "Coming",
    "Crowd",
    "Decision",
    "DispositionCard",
    "DispositionView",
    "Dispositions",
    "Done",
    "Draft",
    "ElementVerdict",
    "Ended",
    "Event",
    "FileView",
    "ForInk",
    "Given",
    "Heard",
    "ImportView",
    "Inbox",
    "Invalid",
    "Lateness",
    "LetterView",
    "LicenceEvent",
    "LicenceFile",
    "LicenceProof",
    "LicenceView",
    "MovePlan",
    "NotFound",
    "NoteView",
    "Outcome",
    "Paper",
    "Past",
    "Pulse",
    "ReadOut",
    "Recap",
    "RecapFile",
    "RecapLine",
    "Refused",
    "Settle",
    "Signed",
    "Stage",
    "Stale",
    "Standing",
    "Step",
    "Submission",
    "TaskCard",
    "TaskView",
    "Ticked",
    "Tracking",
    "VersionCount",
    "VersionMoveView",
    "View",
    "Visit",
    "Written",
    "WrittenTexts",
    "add_note",
    "add_task_file",
    "agencies_of",
    "agree_appointment",
    "alarms",
    "append_task_chunk",
    "applicant_case",
    "applicant_of",
    "ask_agency",
    "assign",
    "assignees",
    "at_work",
    "attach_wet_scan",
    "attached",
    "awaited_messages",
    "begin_batch",
    "begin_case_import",
    "begin_draft",
    "begin_import",
    "begin_task_upload",
    "belongs",
    "bind_settling",
    "book",
    "book_lines",
    "book_order",
    "book_order_file",
    "book_orders",
    "bring_cases",
    "case",
    "case_import",
    "case_imports",
    "case_of_number",
    "case_of_task",
    "case_report",
    "case_template",
    "change",
    "complete_task",
    "crowds",
    "deliver",
    "disposable",
    "dispose",
    "dispositions",
    "draft",
    "ended",
    "ended_case",
    "export_book",
    "export_file",
    "file_of_case",
    "find_by_name",
    "find_cases",
    "find_draft",
    "fire_due_timers",
    "forget",
    "give_power",
    "import_template",
    "importable_services",
    "inbox",
    "is_applicant",
    "judge_cases",
    "judge_import",
    "late_task",
    "letter_pdf",
    "licence",
    "lift",
    "mark_expired",
    "mark_opened",
    "migrate",
    "my_cases",
    "my_drafts",
    "my_licences",
    "number_for_ink",
    "open_case",
    "open_cases_of",
    "open_step",
    "order_book",
    "past",
    "plan_migration",
    "power_paper",
    "power_view",
    "preview",
    "proof",
    "pulse",
    "raise_case",
    "read_out",
    "recap",
    "recap_file",
    "recast",
    "receipt",
    "recompute_deadlines",
    "register",
    "register_import",
    "register_imports",
    "release",
    "remove_draft",
    "remove_old_books",
    "remove_old_drafts",
    "report_disposition",
    "revert_migration",
    "revoke",
    "rule_names",
    "save_draft",
    "save_task_draft",
    "sealed_with",
    "service_of_case",
    "service_versions",
    "set_appointment",
    "sign",
    "sign_recap",
    "signed_recap_pdf",
    "signed_recaps",
    "snooze",
    "standing_of_letter",
    "stands_of",
    "start_by_message",
    "start_due_cases",
    "step",
    "submit",
    "suspend",
    "take",
    "task_batch",
    "task_files",
    "task_upload",
    "tell_applicant",
    "track",
    "try_tasks",
    "undo_batch",
    "unseal",
    "unseal_licence",
    "version_move",
    "version_moves",
    "void_ink_number",
    "watch_lateness",
    "wish_appointment",
    "withdraw",
    "withdraw_disposition",
    "written",
    "written_texts",
]
