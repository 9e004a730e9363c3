"""The filters: which fields of a selection they are, and what their options are called."""

from typing import Final

from display.words import Words

FILTERS: Final = {  # field of the selection, which is also the link's parameter -> kind of option
    "years": "year",
    "regions": "region",
    "spheres": "sphere",
    "forms": "form",
    "organisations": "organisation",
    "languages": "language",
    "kinds": "kind",
    "people": "people",
    "projects": "project",
}
OPTION_WORDS: Final = {
    "region": "region.{}",
    "sphere": "sphere.{}",
    "form": "form.{}",
    "language": "language_code.{}",
    "kind": "indicator_kind.{}",
    "people": "category.{}",
}
UNSAID: Final = {"sphere": "sphere.unassigned"}  # what "does not say" is called, where not as usual


def option_name(kind: str, code: str, label: object, words: Words) -> str:
    """Return what an option of a filter is called: codes in words, organisations and years by themselves."""
    if code in ("", "0"):
        return words[UNSAID.get(kind, "group.unknown")]
    if kind in OPTION_WORDS:
        return words.get(OPTION_WORDS[kind].format(code.replace("/", ".", 1)), code)
    return label if isinstance(label, str) else code
