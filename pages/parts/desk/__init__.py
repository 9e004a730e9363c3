"""The parts of the operator's desk; one is open at a time, and the link says which.

A part takes the words, and the view of the release in force: None before the first load.
"""

from collections.abc import Callable
from typing import Final

from display.words import Words
from pages.parts.desk import decisions, loading, projects, releases, review, trail
from pages.parts.view import View

PARTS: Final[dict[str, Callable[[Words, View | None], None]]] = {
    "loading": loading.show,
    "review": review.show,
    "projects": projects.show,
    "decisions": decisions.show,
    "releases": releases.show,
    "trail": trail.show,
}
