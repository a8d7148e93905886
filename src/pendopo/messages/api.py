"""The front door of messages."""

from pendopo.messages.actions import answer, hear, notify
from pendopo.messages.adapters.outbox import Written
from pendopo.messages.choosing import WANTED, Channels, channels, choose_channel
from pendopo.messages.gateways import CHANNELS, gateway, outbox, problems, verify_token
from pendopo.messages.gsm import fitted
from pendopo.messages.incoming import Incoming, read_incoming
from pendopo.messages.links import link
from pendopo.messages.refusals import Refused

__all__ = [
    "CHANNELS",
    "WANTED",
    "Channels",
    "Incoming",
    "Refused",
    "Written",
    "answer",
    "channels",
    "choose_channel",
    "fitted",
    "gateway",
    "hear",
    "link",
    "notify",
    "outbox",
    "problems",
    "read_incoming",
    "verify_token",
]
