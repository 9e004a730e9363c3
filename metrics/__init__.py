"""The warehouse's answers: one .sql file a question, asked by its name.

>>> describe("portfolio_totals").splitlines()[0]
'The portfolio in one row: how much, for whom, and how it ended.'

A release is an immutable file that data/warehouse/CURRENT names, so an answer depends on nothing but the snapshot, the
question, the selection and what else is given: cache it under these four.
"""

from metrics.asking import Page, ask, ask_page, forms_of, units
from metrics.behind import Only
from metrics.copies import columns_of, copy_out, open_tables, write_open
from metrics.opened import settings
from metrics.questions import UnknownMetric, describe, is_narrowed, names
from metrics.releases import NoRelease, OtherSchema, Snapshot, current, snapshot, warehouse_folder
from metrics.selection import EVERYTHING, Reading, Selection
from metrics.source_cells import PLACES, sources, with_words

__all__ = [
    "EVERYTHING",
    "PLACES",
    "NoRelease",
    "Only",
    "OtherSchema",
    "Page",
    "Reading",
    "Selection",
    "Snapshot",
    "UnknownMetric",
    "ask",
    "ask_page",
    "columns_of",
    "copy_out",
    "current",
    "describe",
    "forms_of",
    "is_narrowed",
    "names",
    "open_tables",
    "settings",
    "snapshot",
    "sources",
    "units",
    "warehouse_folder",
    "with_words",
    "write_open",
]
