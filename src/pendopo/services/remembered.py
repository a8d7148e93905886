"""Results of form rules, remembered: pure functions of a few answers, asked on every page.

Most applicants of a service give the same handful of answers that its rules look at. A key is
a digest of exactly the answers that can decide: the clear ones, which rules may read, and those
that any condition reads, because they decide what is asked at all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b
from threading import Lock

from pendopo.core.forms import Form

MOST = 2_000
Results = Mapping[str, object]
_known: OrderedDict[bytes, Results] = OrderedDict()
_lock = Lock()


def remembered(
    package: str,
    form: Form,
    answers: object,
    names: Mapping[str, object],
    decide: Callable[[], Results],
) -> Results:
    """`decide()` for these answers, or what it gave before. `package`: the content hash."""
    if not isinstance(answers, Mapping):
        return decide()
    given = [(name, answers[name]) for name in _deciding(form) if name in answers]
    key = blake2b(repr((package, names, given)).encode(), digest_size=16).digest()
    with _lock:
        found = _known.get(key)
        if found is not None:
            _known.move_to_end(key)
            return found
    found = decide()
    with _lock:
        _known[key] = found
        while len(_known) > MOST:
            _known.popitem(last=False)
    return found


@lru_cache(maxsize=256)
def _deciding(form: Form) -> tuple[str, ...]:
    """Questions whose answers can decide a rule, sorted."""
    conditions = [step.when for step in form.steps if step.when]
    conditions += [question.when for question in form.questions.values() if question.when]
    read = {name for one in conditions for name in one.names}
    clear = {
        name
        for name, asked in form.questions.items()
        if not asked.personal and asked.kind != "file"
    }
    return tuple(sorted(clear | read & set(form.questions)))
