"""The forms as data: what each looks like on paper, in Kazakh and Russian. No form is known to any code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from etl.wording import Labels

_HERE: Final = Path(__file__).resolve().parent
_SHARED: Final = "participants"  # tables that several forms have,
_HEADER: Final = "header"  # and labels of fields cut down


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the field it fills, and whether its cells are values rather than words.

    `added`: the form has no such column, but many papers do.
    """

    field: str
    headings: tuple[str, ...]
    value: bool = False
    added: bool = False

    def __post_init__(self) -> None:
        if not self.headings:
            raise ValueError(f"column '{self.field}' has no headings")


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table of the form, recognised by the headings of its columns."""

    name: str
    columns: tuple[Column, ...]
    headings: Labels

    @property
    def order(self) -> list[str]:
        """The fields in the order of the form."""
        return [column.field for column in self.columns]

    @property
    def own(self) -> list[str]:
        """The fields that the form itself has, in its order."""
        return [column.field for column in self.columns if not column.added]


@dataclass(frozen=True, slots=True)
class Effect:
    """A row of the effects table; `under` is the row above that a sub-row belongs to.

    Sub-rows of one label are told apart by the row above: `label` is the code of the first effect that has it.
    """

    code: str
    label: str
    under: str | None


@dataclass(frozen=True, slots=True)
class Dimension:
    """A table of participants: its title and its categories in the order of the form."""

    code: str
    title: Labels
    categories: tuple[str, ...]
    labels: Labels  # categories' labels, and "total", and "including"


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of report. Every Labels leads to the field or section that it names."""

    code: str
    edition: str | None  # None: the form itself; an edition differs in words, columns and bands, not in what it demands
    period_kind: str
    required: tuple[str, ...]  # parts of the header that the form asks for
    required_of_activities: tuple[str, ...]  # and of each activity
    titles: tuple[str, ...]
    fields: Labels
    short_fields: Labels  # what a label of a field is cut down to, only in the header
    sections: Labels
    activity_fields: Labels
    fixed_tasks: Labels
    tables: tuple[TableForm, ...]
    table_headings: Labels  # of all tables, each leading to its table's name
    effects: tuple[Effect, ...]
    effect_labels: Labels  # each leading to the first effect of that label
    dimensions: tuple[Dimension, ...]
    dimension_titles: Labels
    small_grants: tuple[str, ...]
    headings: Labels  # everything that ends whatever stands before it: fields, sections, titles of participants' tables


@cache
def forms(folder: Path = _HERE) -> tuple[Form, ...]:
    """Every form and edition that the folder has a file for, a form before its editions.

    Raises ValueError, naming the file, if one says something this module does not know.
    """
    shared = _read(folder, _SHARED) | {_HEADER: _read(folder, _HEADER) if (folder / f"{_HEADER}.toml").exists() else {}}
    said = {
        path.stem: _read(folder, path.stem)
        for path in sorted(folder.glob("*.toml"))
        if path.stem not in (_SHARED, _HEADER)
    }
    first = [_form(name, whole, shared) for name, whole in said.items() if "extends" not in whole]
    return tuple(first) + tuple(
        _edition(name, whole, said, shared) for name, whole in said.items() if "extends" in whole
    )


def form(code: str) -> Form:
    """The form of that code, whatever the edition.

    Raises LookupError if there is none.
    """
    for known in forms():
        if known.code == code:
            return known
    raise LookupError(f"no form '{code}' in etl/forms")


@cache
def wordings(code: str) -> dict[str, Any]:
    """What the file of the form says, and that of the tables which forms share: every label in its order.

    Raises LookupError if there is no such form.
    """
    for path in sorted(_HERE.glob("*.toml")):
        said = _read(_HERE, path.stem)
        if said.get("code") == code and "extends" not in said:
            return _read(_HERE, _SHARED) | said
    raise LookupError(f"no form '{code}' in etl/forms")


def are_headings(cells: Iterable[str]) -> bool:
    """Whether most of the cells, blank ones aside, are headings of one table of a form, or labels of fields: two at least.

    >>> are_headings(["Ерлер", "Әйелдер"]), are_headings(["Ерлер", "Семинар"]), are_headings(["", "Ерлер"])
    (True, False, False)
    """
    said = [cell for cell in cells if cell.strip()]
    return len(said) > 1 and any(
        len({labels.said(cell) for cell in said} - {None}) >= max(2, len(said) * 2 / 3) for labels in _of_tables()
    )


@cache
def _of_tables() -> tuple[Labels, ...]:
    return tuple(
        labels
        for form in forms()
        for labels in (
            form.fields,
            *(each.headings for each in form.tables),
            *(each.labels for each in form.dimensions),
        )
    )


def _read(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"etl/forms/{name}.toml is no TOML: {error}") from error


_NEEDED: Final = frozenset(
    {"code", "period_kind", "required", "required_of_activities", "titles", "fields", "sections", "fixed_tasks"}
)
_KNOWN: Final = _NEEDED | {"short_fields", "activity_fields", "tables", "effects"}
_NEEDED_OF_EDITIONS: Final = frozenset({"extends", "edition"})
_OF_EDITIONS: Final = _NEEDED_OF_EDITIONS | {
    "titles", "fields", "short_fields", "sections", "activity_fields", "tables", "effects", "dimensions",
}  # fmt: skip


def _edition(name: str, changes: dict[str, Any], forms_said: dict[str, Any], shared: dict[str, Any]) -> Form:
    """A form with the changes of an edition: words are added to the form's, a table's columns and a dimension's bands replace them."""
    _check_keys(name, changes, _NEEDED_OF_EDITIONS, _OF_EDITIONS)
    base = forms_said.get(changes["extends"])
    if base is None or "extends" in base:
        raise ValueError(
            f"etl/forms/{name}.toml extends '{changes['extends']}', which is no form; forms: {_named(forms_said)}"
        )
    said = base | {"titles": [*base["titles"], *changes.get("titles", [])]}
    for part in ("fields", "short_fields", "sections", "activity_fields"):
        said[part] = _added(base.get(part, {}), changes.get(part, {}))
    said["tables"] = _replaced(
        base.get("tables", []), changes.get("tables", []), "name", "columns", "field", "headings"
    )
    rows = {item["code"]: item for item in changes.get("effects", [])}
    said["effects"] = [_with_words(item, rows.pop(item["code"], {}), "labels") for item in base.get("effects", [])]
    said["effects"] += rows.values()
    bands = _replaced(shared["dimensions"], changes.get("dimensions", []), "code", "categories", "code", "labels")
    return _form(name, said, shared | {"dimensions": bands}, changes["edition"])


def _named(forms_said: dict[str, Any]) -> list[str]:
    return [name for name, said in forms_said.items() if "extends" not in said]


def _added(known: Mapping[str, list[str]], more: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {
        key: [*known.get(key, []), *more.get(key, [])] for key in [*known, *(key for key in more if key not in known)]
    }


def _replaced(
    known: list[dict[str, Any]], changed: list[dict[str, Any]], name: str, parts: str, key: str, words: str
) -> list[dict[str, Any]]:
    """Tables with the columns, or dimensions with the bands, that an edition lists, in its order; old words are kept."""
    changes = {item[name]: item for item in changed}
    found = []
    for item in known:
        change = changes.pop(item[name], {})
        old = {part[key]: part for part in item[parts]}
        listed = [_with_words(old.get(part[key], {}), part, words) for part in change.get(parts, [])]
        found.append(item | _with_words(item, change, "titles") | {parts: listed or item[parts]})
    return [*found, *changes.values()]


def _with_words(old: dict[str, Any], new: dict[str, Any], words: str) -> dict[str, Any]:
    said = [*old.get(words, []), *(word for word in new.get(words, []) if word not in old.get(words, []))]
    return old | new | ({words: said} if said else {})


def _check_keys(name: str, said: dict[str, Any], needed: frozenset[str], known: frozenset[str]) -> None:
    if missing := needed - set(said):
        raise ValueError(f"etl/forms/{name}.toml does not say {sorted(missing)}")
    if unknown := set(said) - known:
        raise ValueError(f"etl/forms/{name}.toml says {sorted(unknown)}; known: {sorted(known)}")


def _form(name: str, said: dict[str, Any], shared: dict[str, Any], edition: str | None = None) -> Form:
    _check_keys(name, said, _NEEDED, _KNOWN)
    tables = tuple(_table(item) for item in said.get("tables", ()))
    dimensions = tuple(_dimension(item, shared) for item in shared["dimensions"])
    titles = [(title, item["code"]) for item in shared["dimensions"] for title in item["titles"]]
    effects = tuple(_effect(item, said["effects"]) for item in said.get("effects", ()))
    short = {field: labels for field, labels in shared[_HEADER].items() if field in said["fields"]}
    pairs = [*_pairs(said["fields"]), *_pairs(said["sections"])]
    return Form(
        code=said["code"],
        edition=edition,
        period_kind=said["period_kind"],
        required=tuple(said["required"]),
        required_of_activities=tuple(said["required_of_activities"]),
        titles=tuple(said["titles"]),
        fields=Labels(_pairs(said["fields"])),
        short_fields=Labels(_pairs(_added(short, said.get("short_fields", {})))),
        sections=Labels(_pairs(said["sections"])),
        activity_fields=Labels(_pairs(said.get("activity_fields", {}))),
        fixed_tasks=Labels(_pairs(said["fixed_tasks"])),
        tables=tables,
        table_headings=Labels(
            [(heading, table.name) for table in tables for c in table.columns for heading in c.headings]
        ),
        effects=effects,
        effect_labels=Labels(
            [
                (label, item["code"])
                for item, effect in zip(said.get("effects", ()), effects, strict=True)
                for label in item["labels"]
                if effect.label == effect.code
            ]
        ),
        dimensions=dimensions,
        dimension_titles=Labels(titles),
        small_grants=tuple(shared["small_grants"]),
        headings=Labels([*pairs, *titles]),
    )


def _pairs(labels: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(label, key) for key, listed in labels.items() for label in listed]


def _table(item: dict[str, Any]) -> TableForm:
    columns = tuple(
        Column(c["field"], tuple(c["headings"]), c.get("value", False), c.get("added", False)) for c in item["columns"]
    )
    return TableForm(item["name"], columns, Labels([(heading, c.field) for c in columns for heading in c.headings]))


def _effect(item: dict[str, Any], effects: list[dict[str, Any]]) -> Effect:
    first = next(other["code"] for other in effects if other["labels"][0] == item["labels"][0])
    return Effect(item["code"], first, item.get("under"))


def _dimension(item: dict[str, Any], shared: dict[str, Any]) -> Dimension:
    labels = [(label, category["code"]) for category in item["categories"] for label in category["labels"]]
    labels += [(label, "total") for label in shared["total"]] + [(label, "including") for label in shared["including"]]
    return Dimension(
        item["code"],
        Labels([(title, item["code"]) for title in item["titles"]]),
        tuple(category["code"] for category in item["categories"]),
        Labels(labels),
    )
