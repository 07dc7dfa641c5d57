from collections.abc import Sequence
from typing import Any

import pytest

from exports.columns import Column
from exports.commitment_columns import COMMITMENTS
from exports.history_columns import HISTORY
from exports.partner_columns import PARTNERS
from exports.status_columns import CONTEXT, STATUS_REPORT
from exports.status_csv import COLUMNS

TABLES: dict[str, Sequence[Column[Any]]] = {
    "status report": STATUS_REPORT,
    "commitments": COMMITMENTS,
    "history": HISTORY,
    "partners": PARTNERS,
    "csv": COLUMNS,
}


@pytest.mark.parametrize("table", TABLES)
def test_no_two_columns_of_a_table_share_a_name_or_a_label(table: str) -> None:
    columns = TABLES[table]
    for told in ([c.name for c in columns], [c.label.en for c in columns], [c.label.fr for c in columns]):
        assert len(told) == len(set(told))


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_declared_in_full(table: str) -> None:
    for column in TABLES[table]:
        assert column.name.isidentifier()
        assert all((*column.label, *column.definition)), column.name
        assert all(definition.endswith(".") for definition in column.definition), column.name
        assert 0 < column.width < 100, column.name


def test_the_csv_holds_its_context_and_then_every_column_of_the_status_report() -> None:
    assert [c.name for c in COLUMNS] == [c.name for c in (*CONTEXT, *STATUS_REPORT)]
