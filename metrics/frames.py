"""What DuckDB has found, as a data frame with one type for every kind of column."""

from typing import Any

import duckdb
import numpy as np
import pandas as pd

_TEXT = pd.StringDtype(na_value=np.nan)
_NULL = {"f": np.nan, "M": np.datetime64("NaT"), "O": pd.NA}  # by NumPy's kinds of types


def frame(found: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows of a question that was executed.

    A column's type is its own, whether or not some of its rows, or all, are null, or there are none: Int64 for whole
    numbers, str for text, object for lists, which are Python's. It is made of DuckDB's arrays: DuckDB's own data frame
    of thirty columns takes three times as long, and would have to be made anew for its types.
    """
    texts = {name for name, kind, *_ in found.description or () if kind in ("VARCHAR", "JSON")}
    columns = {name: _column(values, name in texts) for name, values in found.fetchnumpy().items()}
    return pd.DataFrame(columns, copy=False)


def _column(values: Any, is_text: bool) -> Any:
    data, is_null = np.ma.getdata(values), np.ma.getmaskarray(values)
    kind = data.dtype.kind
    if kind in "iu":
        return pd.arrays.IntegerArray(data.astype(np.int64), is_null)
    if not is_null.any():
        pass
    elif kind == "b":
        return pd.arrays.BooleanArray(data, is_null)
    else:
        data[is_null] = _NULL[kind]
    if kind != "O":
        return data
    return pd.array(data, dtype=_TEXT) if is_text else _objects(data)


def _objects(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Lists as Python's; one by one, for NumPy would make a table of lists that are equally long."""
    for at, value in enumerate(values):
        if isinstance(value, np.ndarray):
            values[at] = value.tolist()
    return values
