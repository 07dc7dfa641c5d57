"""A message that is known before the language is: its English text, and the context that tells it from its likes."""

from typing import NamedTuple


class Message(NamedTuple):
    context: str
    english: str


def marked(context: str, english: str) -> Message:
    """Marks a message for the catalogues."""
    return Message(context, english)
