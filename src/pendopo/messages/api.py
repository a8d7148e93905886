"""The front door of messages."""

from pendopo.messages.actions import notify
from pendopo.messages.gateways import gateway

__all__ = ["gateway", "notify"]
