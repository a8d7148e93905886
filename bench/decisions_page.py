"""docs/reference/dmn-tck.md, from what the bench has measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.decisions import Measured

WHY = {
    "0076-feel-external-java": (
        "Functions written in Java need a JVM. Such a function is null, with a note; in a package"
        " it is refused."
    ),
}
TOP = """<!-- Made by `./pendopo bench decisions --tck DIR --write`. -->

# DMN conformance

Measured with the DMN Technology Compatibility Kit (github.com/dmn-tck/tck, models of DMN 1.5):

| | passed | of |
|---|---|---|
| level 2 | {passed_2:,} | {total_2:,} cases |
| level 3 | {passed_3:,} | {total_3:,} cases |

A *case* is one `testCase`; it passes when **all** its result nodes hold, and a `decisionService`
case is one call of the service. Where the kit expects an error, null must come. Numbers may differ
by 1e-8 of their size, because the kit writes some with fewer than 34 digits; points in time must
agree to the nanosecond. Nothing in the engine knows the kit: no name of a test stands in the code.

To repeat it, from the kit's archive or its unpacked folder:

```
./pendopo bench decisions --tck dmn-tck.tar.gz --failures
```

## What does not pass

"""
END = """## One FEEL, two policies

There is one parser, one compiler and one set of built-in functions. How errors are taken is for
the caller to say:

| | strict (packages, processes, forms) | not strict (the kit, foreign files) |
|---|---|---|
| bad syntax, pattern, function or type | refused with file, line and rule | null and a note |
| rules that clash, a value outside of its list | `DecisionError` | null and a note |
| a result that is not of its type | `DecisionError` | null and a note |
| names in scope | all that the caller gives | what the decision requires |
| `now()`, `today()` | names that the caller gives | functions, from the caller's `now` |
| more work than is allowed | `DecisionError` | `DecisionError` |

Wrong kinds of values within an expression give null in both, as the standard has it.

## Limits

An expression has at most 10,000 characters and 50 levels; one evaluation may take 100,000 steps,
shared by all decisions it needs; a text or list that it makes has at most 100,000 characters or
items. Patterns are those of XPath; a search that takes more than 400,000 steps gives null. XML with
a DOCTYPE is refused. Beyond the standard: `working days(n)`.
Equality of times stops at the whole second, as the kit asks; `is()` and order go on.
"""


def page(found: Measured) -> str:
    """The page as it should be."""
    top = TOP.format(
        passed_2=found.passed[2],
        total_2=found.total[2],
        passed_3=found.passed[3],
        total_3=found.total[3],
    )
    lines = ["| feature | failing | why |", "|---|---|---|"]
    for feature, failing in found.failures.items():
        why = WHY.get(feature, "see `--failures`")
        lines.append(f"| `{feature}` | {len(failing)} of {found.features[feature]} | {why} |")
    whole = len(found.features) - len(found.failures)
    lines += ["", f"The other {whole} features of the kit pass whole.", ""]
    return top + "\n".join(lines) + "\n" + END
