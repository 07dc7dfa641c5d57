"""Moving: how the rows of a whole workbook grow, and which formulas could not follow."""

from collections.abc import Mapping
from typing import Final

from exports.own.growth import Growth
from exports.own.references import Here, References, Unmovable


class Moving:
    """The growth of each sheet by its name, and the faults found while everything moves."""

    def __init__(self, growths: Mapping[str, Growth]) -> None:
        self.references: Final = References(growths)
        self.any: Final = any(growths.values())
        self.faults: Final[list[str]] = []

    def of(self, sheet: str) -> Growth:
        return self.references.of(sheet)

    def formula(self, formula: str | None, here: Here, where: str) -> str | None:
        """A formula as it reads afterwards; where it cannot follow, a fault is noted and it stays."""
        if not formula:
            return formula
        try:
            return self.references.formula(formula, here)
        except Unmovable as error:
            self.fault(where, f"the formula ={formula}: {error}.")
            return formula

    def fault(self, where: str, said: str) -> None:
        told = f"{where}: {said}"
        if told not in self.faults:
            self.faults.append(told)
