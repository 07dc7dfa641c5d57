"""What is wrong with a workbook that is to be a template: every fault at once."""

from collections.abc import Iterable


class OwnFaults(Exception):
    """A workbook that cannot be a template, or cannot be filled; each fault says where it is and what to do."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
