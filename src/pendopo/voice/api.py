"""The front door of voice: reporting, following a report, and how well each agency answers."""

from pendopo.voice.reputation import (
    ExportRefused,
    Standing,
    parse_export,
    read_export,
)
from pendopo.voice.reputation import (
    Row as ReportRow,
)
from pendopo.voice.reputation import (
    Table as ReputationTable,
)
from pendopo.voice.reputation import (
    compute as compute_reputation,
)
from pendopo.voice.routing import (
    BadRow,
    Catalogue,
    Estimate,
    Example,
    Examples,
    RoutingRefused,
    Suggestion,
    Topic,
    TopicsRefused,
    load_topics,
    parse_examples,
    read_examples,
)
from pendopo.voice.routing import (
    examples as topic_examples,
)
from pendopo.voice.routing import (
    guards as sensitive_topics,
)
from pendopo.voice.routing import (
    load_model as load_routing_model,
)
from pendopo.voice.routing import (
    save_model as save_routing_model,
)
from pendopo.voice.routing import (
    suggest as suggest_agencies,
)
from pendopo.voice.routing import (
    train as train_routing,
)

__all__ = [
    "BadRow",
    "Catalogue",
    "Estimate",
    "Example",
    "Examples",
    "ExportRefused",
    "ReportRow",
    "ReputationTable",
    "RoutingRefused",
    "Standing",
    "Suggestion",
    "Topic",
    "TopicsRefused",
    "compute_reputation",
    "load_routing_model",
    "load_topics",
    "parse_examples",
    "parse_export",
    "read_examples",
    "read_export",
    "save_routing_model",
    "sensitive_topics",
    "suggest_agencies",
    "topic_examples",
    "train_routing",
]
