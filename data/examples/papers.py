"""The paper model: paragraphs and rectangular tables, written to Word or to text by others."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `kind`: plain, title, heading or right; `quirk`: see word.py."""

    text: str
    kind: str = "plain"
    quirk: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs of a cell. `merge` says where it continues: "above", "left" or nowhere."""

    lines: tuple[str, ...] = ("",)
    merge: str = ""
    quirk: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; the first `headers` rows are headings."""

    rows: tuple[tuple[Cell, ...], ...]
    headers: int = 1
    name: str = ""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    blocks: tuple[Block, ...]

    def table(self, name: str) -> Table | None:
        """The first table of that name."""
        return next((one for one in self.blocks if isinstance(one, Table) and one.name == name), None)


ABOVE = Cell(merge="above")
LEFT = Cell(merge="left")


def cell(*lines: str) -> Cell:
    """A cell of those paragraphs; one empty paragraph when there are none."""
    return Cell(lines or ("",))


def row(*texts: str) -> tuple[Cell, ...]:
    """A row of cells with one paragraph each."""
    return tuple(cell(text) for text in texts)


def changed(document: Document, place: int, block: Block) -> Document:
    """The document with one block replaced."""
    return replace(document, blocks=(*document.blocks[:place], block, *document.blocks[place + 1 :]))
