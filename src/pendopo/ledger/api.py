"""The ledger's front door."""

from pendopo.ledger.append import Command, KeyReused, append, forget_commands, once, recall
from pendopo.ledger.arrays import insert_many
from pendopo.ledger.audit import Report, verify
from pendopo.ledger.facts import Code, Entry, Fact, kinds, rows, untyped_fields
from pendopo.ledger.histories import earlier, facts_about, facts_of, happened
from pendopo.ledger.kept import Finding, Kept, Leaf, feed, leaves, read_feed
from pendopo.ledger.patience import Patience
from pendopo.ledger.places import announce, page, place_of
from pendopo.ledger.readers import Read, batch_reader, parked, reader, run_readers
from pendopo.ledger.receipts import Head, ReceiptCheck, check_receipt, latest_head, receipt
from pendopo.ledger.region import (
    NoRegion,
    current_region,
    region_transaction,
    use_region,
    within_region,
)
from pendopo.ledger.sealing_key import bind_sealing_secret, public_bytes
from pendopo.ledger.sequencer import CHANNEL, Sequencer
from pendopo.ledger.time import bind_clock, clock

__all__ = [
    "CHANNEL",
    "Code",
    "Command",
    "Entry",
    "Fact",
    "Finding",
    "Head",
    "Kept",
    "KeyReused",
    "Leaf",
    "NoRegion",
    "Patience",
    "Read",
    "ReceiptCheck",
    "Report",
    "Sequencer",
    "announce",
    "append",
    "batch_reader",
    "bind_clock",
    "bind_sealing_secret",
    "check_receipt",
    "clock",
    "current_region",
    "earlier",
    "facts_about",
    "facts_of",
    "feed",
    "forget_commands",
    "happened",
    "insert_many",
    "kinds",
    "latest_head",
    "leaves",
    "once",
    "page",
    "parked",
    "place_of",
    "public_bytes",
    "read_feed",
    "reader",
    "recall",
    "receipt",
    "region_transaction",
    "rows",
    "run_readers",
    "untyped_fields",
    "use_region",
    "verify",
    "within_region",
]
