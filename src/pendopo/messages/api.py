"""The front door of messages."""

from pendopo.messages.actions import notify
from pendopo.messages.gateways import gateway
from pendopo.messages.links import link

__all__ = ["gateway", "link", "notify"]
