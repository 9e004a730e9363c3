"""The text of one cell -> a quantity, a span of dates, an amount of money; or CellUnclear, never a guess.

quantities.py and dates.py each open with their grammar; words.toml holds the words. A cell is one of
  a value   «70-тен кем емес», «0», «нөл»: read
  a blank   «», «-», «жоқ», «____»: None, the report does not say; never 0
  unclear   «орындалды», «2 семинар, 40 адам», «12.05.2023»: CellUnclear with the reason
A cell that the paper has lost is none of these: the reader of tables marks it (Text.is_lost).
"""

from etl.cells.dates import MONTHS, DateSpan, date_span, first_day, last_day
from etl.cells.quantities import (
    DASHES,
    CellUnclear,
    Comparator,
    Quantity,
    Reason,
    amount_kzt,
    comparator,
    first_number,
    is_blank,
    is_value,
    looks_like_value,
    people_count,
    quantity,
    scaled,
    split_values,
)

__all__ = [
    "DASHES",
    "MONTHS",
    "CellUnclear",
    "Comparator",
    "DateSpan",
    "Quantity",
    "Reason",
    "amount_kzt",
    "comparator",
    "date_span",
    "first_day",
    "first_number",
    "is_blank",
    "is_value",
    "last_day",
    "looks_like_value",
    "people_count",
    "quantity",
    "scaled",
    "split_values",
]
