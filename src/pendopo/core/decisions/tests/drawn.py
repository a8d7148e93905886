"""Writes small DMN files for the tests."""

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="defs" name="n" '
    'namespace="n">\n'
)


def file(body: str, namespace: str = "https://www.omg.org/spec/DMN/20191111/MODEL/") -> bytes:
    """A whole file; the body begins on line 3."""
    text = f"{HEAD}{body}\n</definitions>"
    return text.replace("https://www.omg.org/spec/DMN/20191111/MODEL/", namespace).encode()


def table(
    *rules: str,
    inputs: tuple[str, ...] = ("x",),
    outputs: tuple[str, ...] = ("hasil",),
    policy: str = "UNIQUE",
    extra: str = "",
    values: str = "",
    needs: str = "",
    identity: str = "d",
) -> str:
    """A decision table. A rule reads `test | test => answer | answer`."""
    ins = "".join(
        f'<input id="{identity}_i{n}"><inputExpression><text>{one}</text></inputExpression></input>'
        for n, one in enumerate(inputs)
    )
    outs = "".join(
        f'<output id="{identity}_o{n}" name="{one}">{values}</output>'
        for n, one in enumerate(outputs)
    )
    lines = []
    for n, rule in enumerate(rules):
        tests, answers = rule.split("=>")
        cells = "".join(
            f"<inputEntry><text>{_safe(one)}</text></inputEntry>" for one in tests.split("|")
        )
        cells += "".join(
            f"<outputEntry><text>{_safe(one)}</text></outputEntry>" for one in answers.split("|")
        )
        lines.append(f'<rule id="{identity}_r{n}">{cells}</rule>')
    return (
        f'<decision id="{identity}" name="{identity}">{needs}\n'
        f'<decisionTable id="{identity}_t" hitPolicy="{policy}" {extra}>{ins}{outs}\n'
        + "\n".join(lines)
        + "</decisionTable></decision>"
    )


def _safe(text: str) -> str:
    return text.strip().replace("&", "&amp;").replace("<", "&lt;")
