"""Setting and ending rules; the sample rules of a region come from its folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.measures import api as measures
from pendopo.watch import policy
from pendopo.watch.facts import AlarmEnded, RuleEnded, RuleSet
from pendopo.watch.models import Alarm, Rule
from pendopo.watch.owners import position_named
from pendopo.watch.recording import entry, tell
from pendopo.watch.refusals import Refused, Stale
from pendopo.watch.rules import RuleText, content_hash, plain, read_rule


@ledger.within_region
def set_rule(
    *,
    definition: Any,
    who: directory.Actor | None,
    version: int | None = None,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> int:
    """Set a rule by its slug, or change it. who: None is the system itself (seed).

    version: the one that the editor saw, None for a new rule. Returns the version that holds now;
    the same content again changes nothing. Raises `Refused` with the key that is wrong, `Stale`.
    """
    if who is not None:
        policy.check_leads(who)
    rule = read_rule(definition)
    _check_positions(rule)
    _check_measure(rule)

    def act() -> dict[str, int]:
        row = Rule.objects.select_for_update().filter(slug=rule.slug).first()
        if who is not None and (row.version if row and not row.ended_at else None) != version:
            raise Stale("stale")
        if row and row.ended_at is None and row.definition == plain(rule):
            return {"version": row.version}
        return {"version": _kept(row, rule, who, now)}

    return int(ledger.once(command, act)["version"])


@ledger.within_region
def end_rule(*, slug: str, who: directory.Actor, version: int, now: dt.datetime) -> None:
    """The rule holds no longer; its open alarms end. Raises `Refused`, `Stale`."""
    policy.check_leads(who)
    row = Rule.objects.select_for_update().filter(slug=slug, ended_at=None).first()
    if row is None:
        raise Refused("rule_unknown")
    if row.version != version:
        raise Stale("stale")
    row.ended_at, row.version = now, row.version + 1
    row.save(update_fields=["ended_at", "version"])
    open_ones = list(Alarm.objects.select_for_update().filter(rule=row, ended_at=None))
    for one in open_ones:
        one.ended_at, one.ending, one.version = now, "rule", one.version + 1
    Alarm.objects.bulk_update(open_ones, ["ended_at", "ending", "version"])
    told = [entry(RuleEnded(slug=slug), about=row.id, now=now, who=who)]
    told += [entry(AlarmEnded(ending="rule"), about=one.id, now=now, who=who) for one in open_ones]
    ledger.append(told, now=now)


def load_rules(folder: Path, *, now: dt.datetime) -> int:
    """Set the rules of `folder/rules.yaml` for the current region; returns how many there are. A
    region without the file has none."""
    path = folder / "rules.yaml"
    if not path.is_file():
        return 0
    found = yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    for definition in found:
        set_rule(definition=definition, who=None, now=now)
    return len(found)


def _kept(row: Rule | None, rule: RuleText, who: directory.Actor | None, now: dt.datetime) -> int:
    version = row.version + 1 if row else 1
    made = row or Rule(id=uuid7(now), slug=rule.slug)
    made.definition, made.version, made.set_at, made.ended_at = plain(rule), version, now, None
    made.save()
    fact = RuleSet(slug=rule.slug, version=version, hash=content_hash(rule))
    tell(fact, about=made.id, now=now, who=who)
    return version


def _check_positions(rule: RuleText) -> None:
    """Every position that the rule names exists."""
    for name in (rule.owner, *(one.to for one in rule.escalate)):
        if name not in ("holder", "duty", "head") and position_named(name) is None:
            raise Refused(
                "rule_wrong",
                problem=f"jabatan {name} tidak ada",
                problem_en=f"there is no position {name}",
            )


def _check_measure(rule: RuleText) -> None:
    """The measure that the rule reads exists in the region; a rule that never fires is no rule."""
    if rule.of == "measure" and rule.measure not in {one.slug for one in measures.measures()}:
        raise Refused(
            "rule_wrong",
            problem=f"ukuran {rule.measure} belum ada di daerah ini",
            problem_en=f"there is no measure {rule.measure} in this region",
        )
