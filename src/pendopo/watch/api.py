"""The front door of watch: alarms, duty, orders (arahan) and incidents of the command centre."""

from pendopo.watch.actions.acknowledging import acknowledge, add_note
from pendopo.watch.actions.duty import (
    begin_shift,
    cancel_shift,
    hand_over,
    plan_shift,
    substitute_shift,
    write_log,
)
from pendopo.watch.actions.evaluating import evaluate
from pendopo.watch.actions.incidents import open_incident
from pendopo.watch.actions.ordering import (
    TOPICS,
    Proof,
    accept_order,
    close_order,
    give_order,
    report_order,
    return_order,
    withdraw_order,
)
from pendopo.watch.actions.ruling import end_rule, load_rules, set_rule
from pendopo.watch.facts import Priority, Topic
from pendopo.watch.finding import window_start
from pendopo.watch.policy import LEADERS, WATCHERS, leading, on_watch, watches
from pendopo.watch.queries.alarms import alarm, alarms
from pendopo.watch.queries.duty import duty, position_words, roster, standers
from pendopo.watch.queries.incidents import incidents
from pendopo.watch.queries.orders import order, order_counts, order_proof, order_totals, orders
from pendopo.watch.queries.rules import orderable, rules
from pendopo.watch.refusals import NotFound, Refused, Stale
from pendopo.watch.rules import RuleText
from pendopo.watch.values import (
    AlarmCard,
    AlarmList,
    AlarmView,
    DutyView,
    IncidentCard,
    OrderCard,
    OrderView,
    RuleView,
    ShiftCard,
    Step,
)
from pendopo.watch.words import Written

__all__ = [
    "LEADERS",
    "TOPICS",
    "WATCHERS",
    "AlarmCard",
    "AlarmList",
    "AlarmView",
    "DutyView",
    "IncidentCard",
    "NotFound",
    "OrderCard",
    "OrderView",
    "Priority",
    "Proof",
    "Refused",
    "RuleText",
    "RuleView",
    "ShiftCard",
    "Stale",
    "Step",
    "Topic",
    "Written",
    "accept_order",
    "acknowledge",
    "add_note",
    "alarm",
    "alarms",
    "begin_shift",
    "cancel_shift",
    "close_order",
    "duty",
    "end_rule",
    "evaluate",
    "give_order",
    "hand_over",
    "incidents",
    "leading",
    "load_rules",
    "on_watch",
    "open_incident",
    "order",
    "order_counts",
    "order_proof",
    "order_totals",
    "orderable",
    "orders",
    "plan_shift",
    "position_words",
    "report_order",
    "return_order",
    "roster",
    "rules",
    "set_rule",
    "standers",
    "substitute_shift",
    "watches",
    "window_start",
    "withdraw_order",
    "write_log",
]
