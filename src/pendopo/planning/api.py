"""The front door of planning: plans in versions, their money and realisation, the red thread."""

from pendopo.planning.actions.budgets import set_budget
from pendopo.planning.actions.carrying import carry_target, let_target_go
from pendopo.planning.actions.figures import apply_figures, judge_figures
from pendopo.planning.actions.importing import apply_import, judge_import
from pendopo.planning.actions.linking import link_measure, unlink_measure
from pendopo.planning.actions.nodes import remove_node, set_node
from pendopo.planning.actions.plans import (
    adopt_version,
    begin_version,
    create_plan,
    discard_version,
)
from pendopo.planning.actions.purposes import remove_contribution, set_contribution, set_indicator
from pendopo.planning.actions.realising import (
    enter_realisation,
    judge_realisation,
    record_disbursement,
)
from pendopo.planning.actions.reviewing import decide, finish_decision, open_review
from pendopo.planning.actions.tagging import set_tags
from pendopo.planning.contracts.curve import STANDINGS
from pendopo.planning.contracts.figures import field_figures
from pendopo.planning.contracts.judging import judge_progress, take_field_figures
from pendopo.planning.contracts.keeping import amend_contract, close_contract, record_contract
from pendopo.planning.contracts.policy import keeps_contracts, sees_photos
from pendopo.planning.contracts.queries import contract, contracts, photo_agency
from pendopo.planning.contracts.seeing import report_progress, visit_contract
from pendopo.planning.contracts.values import (
    PHOTOS,
    AddendumLine,
    CheckedIn,
    ContractCard,
    ContractPage,
    CurvePoint,
    FieldFigures,
    FieldPhoto,
    ProgressLine,
)
from pendopo.planning.evaluation import (
    BANDS,
    STRATEGIES,
    Band,
    Evaluation,
    Measured,
    Refusal,
    Result,
    Strategy,
    evaluate,
    evaluation_workbook,
    predicate,
    strategy,
)
from pendopo.planning.evaluation.evaluate import Mean, means
from pendopo.planning.findings.queries import FindingCard, findings
from pendopo.planning.findings.recording import AUDITOR, record_finding, records_findings
from pendopo.planning.intake import ADVICE, IMPORT_RULES, OURS
from pendopo.planning.policy import IMPLEMENTER, PLANNER, implements
from pendopo.planning.policy import plans as keeps_plans
from pendopo.planning.policy import reports as reports_figures
from pendopo.planning.queries.accountability import Accountability, Performance, accountability
from pendopo.planning.queries.accountability import Aim as AccountedAim
from pendopo.planning.queries.accounted import accountability_pdf, accountability_workbook
from pendopo.planning.queries.agreement import agreement_pdf
from pendopo.planning.queries.below import Work, work_below
from pendopo.planning.queries.carried import Carried, Cascade, Holder, carriers, cascade, units
from pendopo.planning.queries.difference import Change, Difference, difference
from pendopo.planning.queries.fiscal import fiscal_package
from pendopo.planning.queries.gaps import GAPS, Gap, gaps
from pendopo.planning.queries.imports import ImportCard, ImportLine, import_run, import_runs
from pendopo.planning.queries.missions import Aim, Mission, Missions, Promise, missions
from pendopo.planning.queries.node import (
    AccountLine,
    ContributionLine,
    Figure,
    NodePage,
    NodeValue,
    node_page,
)
from pendopo.planning.queries.outline import Line, Outline, outline
from pendopo.planning.queries.plans import plan, plans
from pendopo.planning.queries.printed import evaluation_pdf
from pendopo.planning.queries.reviews import DecisionLine, ReviewCard, ReviewPage, review, reviews
from pendopo.planning.queries.scoring import Scored, evaluation_of, scoreboard
from pendopo.planning.queries.tags import TagCard, TagPage, tags
from pendopo.planning.queries.thread import (
    Live,
    Thread,
    ThreadLink,
    ThreadStep,
    ThreadTree,
    ThreadWay,
    Threat,
    thread_down,
    thread_up,
    threads_up,
    threats,
)
from pendopo.planning.queries.unit import UnitProgramme, UnitProgrammes, unit_programmes
from pendopo.planning.realised import OURS as FIGURE_COLUMNS
from pendopo.planning.realised import RULES as FIGURE_RULES
from pendopo.planning.refusals import NotFound, Refused, Stale, Unreadable
from pendopo.planning.tables import Sheet, open_sheet
from pendopo.planning.tags import GOALS, TAG_KINDS
from pendopo.planning.tree import RULES, Finding, Report, check
from pendopo.planning.values import (
    GIVERS,
    KINDS,
    NODE_LEVELS,
    QUARTERS,
    SORTS,
    PlanCard,
    VersionCard,
)

__all__ = [
    "ADVICE",
    "AUDITOR",
    "BANDS",
    "FIGURE_COLUMNS",
    "FIGURE_RULES",
    "GAPS",
    "GIVERS",
    "GOALS",
    "IMPLEMENTER",
    "IMPORT_RULES",
    "KINDS",
    "NODE_LEVELS",
    "OURS",
    "PHOTOS",
    "PLANNER",
    "QUARTERS",
    "RULES",
    "SORTS",
    "STANDINGS",
    "STRATEGIES",
    "TAG_KINDS",
    "AccountLine",
    "Accountability",
    "AccountedAim",
    "AddendumLine",
    "Aim",
    "Band",
    "Carried",
    "Cascade",
    "Change",
    "CheckedIn",
    "ContractCard",
    "ContractPage",
    "ContributionLine",
    "CurvePoint",
    "DecisionLine",
    "Difference",
    "Evaluation",
    "FieldFigures",
    "FieldPhoto",
    "Figure",
    "Finding",
    "FindingCard",
    "Gap",
    "Holder",
    "ImportCard",
    "ImportLine",
    "Line",
    "Live",
    "Mean",
    "Measured",
    "Mission",
    "Missions",
    "NodePage",
    "NodeValue",
    "NotFound",
    "Outline",
    "Performance",
    "PlanCard",
    "ProgressLine",
    "Promise",
    "Refusal",
    "Refused",
    "Report",
    "Result",
    "ReviewCard",
    "ReviewPage",
    "Scored",
    "Sheet",
    "Stale",
    "Strategy",
    "TagCard",
    "TagPage",
    "Thread",
    "ThreadLink",
    "ThreadStep",
    "ThreadTree",
    "ThreadWay",
    "Threat",
    "UnitProgramme",
    "UnitProgrammes",
    "Unreadable",
    "VersionCard",
    "Work",
    "accountability",
    "accountability_pdf",
    "accountability_workbook",
    "adopt_version",
    "agreement_pdf",
    "amend_contract",
    "apply_figures",
    "apply_import",
    "begin_version",
    "carriers",
    "carry_target",
    "cascade",
    "check",
    "close_contract",
    "contract",
    "contracts",
    "create_plan",
    "decide",
    "difference",
    "discard_version",
    "enter_realisation",
    "evaluate",
    "evaluation_of",
    "evaluation_pdf",
    "evaluation_workbook",
    "field_figures",
    "findings",
    "finish_decision",
    "fiscal_package",
    "gaps",
    "implements",
    "import_run",
    "import_runs",
    "judge_figures",
    "judge_import",
    "judge_progress",
    "judge_realisation",
    "keeps_contracts",
    "keeps_plans",
    "let_target_go",
    "link_measure",
    "means",
    "missions",
    "node_page",
    "open_review",
    "open_sheet",
    "outline",
    "photo_agency",
    "plan",
    "plans",
    "predicate",
    "record_contract",
    "record_disbursement",
    "record_finding",
    "records_findings",
    "remove_contribution",
    "remove_node",
    "report_progress",
    "reports_figures",
    "review",
    "reviews",
    "scoreboard",
    "sees_photos",
    "set_budget",
    "set_contribution",
    "set_indicator",
    "set_node",
    "set_tags",
    "strategy",
    "tags",
    "take_field_figures",
    "thread_down",
    "thread_up",
    "threads_up",
    "threats",
    "unit_programmes",
    "units",
    "unlink_measure",
    "visit_contract",
    "work_below",
]
