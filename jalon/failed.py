"""A command that cannot do what it was asked, and files that are written whole or not at all."""

from pathlib import Path


class Failed(Exception):
    """A command that cannot do what it was asked; its text says why and what to do."""


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Failed(f"{path} cannot be written: {error.strerror}.") from error
