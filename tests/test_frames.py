"""An answer as a data frame: a column's type does not depend on its values."""

import duckdb
import pandas as pd
import pytest

from metrics.frames import frame

ROW = "select 7::integer as whole, 7::utinyint as small, 0.5 as part, true as yes, 'Абай' as text, '{}'::json as json, "
LISTS = "['a', 'b'] as texts, [1, 2] as numbers, date '2024-05-01' as day, {'a': 1} as told"
NULLS = f"select {', '.join(['null'] * 10)}"
TYPES = ["Int64", "Int64", "float64", "str", "str", "object", "object", "datetime64[us]", "object"]


def asked(sql: str) -> pd.DataFrame:
    return frame(duckdb.connect().execute(sql))


@pytest.mark.parametrize("rows", [ROW + LISTS, f"{ROW}{LISTS} union all {NULLS}", f"{ROW}{LISTS} limit 0"])
def test_a_columns_type_is_the_same_with_nulls_and_without_rows(rows: str) -> None:
    answer = asked(rows).drop(columns="yes")
    assert [str(dtype) for dtype in answer.dtypes] == TYPES


def test_values_are_those_of_the_question() -> None:
    (row,) = asked(ROW + LISTS).to_dict("records")
    assert row == {
        "whole": 7, "small": 7, "part": 0.5, "yes": True, "text": "Абай", "json": "{}", "texts": ["a", "b"],
        "numbers": [1, 2], "day": pd.Timestamp(2024, 5, 1), "told": {"a": 1},
    }  # fmt: skip


def test_lists_of_one_length_stay_lists() -> None:
    assert asked("select unnest([[1, 2], [3, 4]]) as pair")["pair"].tolist() == [[1, 2], [3, 4]]


def test_what_is_null_is_missing_whatever_its_type() -> None:
    answer = asked(f"{ROW}{LISTS} union all {NULLS}")
    assert answer.iloc[1].isna().all()
    assert answer.iloc[0].notna().all()
