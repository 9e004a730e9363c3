"""Why a whole report is turned away. The batch goes on, the report does not."""

from __future__ import annotations

from pathlib import Path


class ReportRefused(Exception):  # noqa: N818  says what happened
    """Base of all refusals.

    `reason` and `details` are for the pages, which have words for them in three languages;
    the message (what happened, then what to do) is for the command line.
    """

    reason = "refused"

    def __init__(self, path: Path, why: str, hint: str, **details: object) -> None:
        super().__init__(f"{path.name}: {why} {hint}")
        self.path = path
        self.details = details


class UnknownForm(ReportRefused):
    """The report has the title of no known form, or nothing else of that form."""

    reason = "unknown_form"

    def __init__(self, path: Path, nearest: str, missing: str) -> None:
        super().__init__(
            path,
            f"fits no known form; the nearest is '{nearest}', which would say «{missing}».",
            f"If the wording changed, add it to etl/forms/{nearest}.toml; a new form is a new file beside it.",
            nearest=nearest,
            missing=missing,
        )


class BrokenFile(ReportRefused):
    """The file is not what its name says, or is damaged."""

    reason = "broken_file"

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            path,
            f"cannot be opened: {problem}.",
            "Open it in the program it was made in, save it again, and load the new file.",
        )


class EmptyFile(ReportRefused):
    """The file holds no text."""

    reason = "empty_file"

    def __init__(self, path: Path) -> None:
        super().__init__(path, "holds no text.", "Ask the organisation for the file again.")


class PictureOnly(ReportRefused):
    """The file holds pictures of pages and no text."""

    reason = "picture_only"

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, "holds pictures and no text.", "Ask for the Word file, or run character recognition on it."
        )


class RecognitionMissing(ReportRefused):
    """The file holds pictures of pages, and what recognises characters is not on this machine."""

    reason = "recognition_missing"
    PACKAGES = "tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus"

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "holds pictures of pages, and Tesseract with Kazakh and Russian is not installed.",
            f"On Debian: apt-get install {self.PACKAGES}; then load it again. Or ask for the Word file.",
            packages=self.PACKAGES,
        )


class RecognitionFailed(ReportRefused):
    """Character recognition broke off, or did not end."""

    reason = "recognition_failed"

    def __init__(self, path: Path, page: int) -> None:
        super().__init__(
            path,
            f"could not be recognised: Tesseract did not finish page {page}.",
            "Scan it anew at 300 dpi, or ask for the Word file.",
            page=page,
        )


class LockedFile(ReportRefused):
    """The file is encrypted."""

    reason = "locked_file"

    def __init__(self, path: Path) -> None:
        super().__init__(path, "is locked with a password.", "Ask for the file without a password.")


class UnknownKind(ReportRefused):
    """No reader takes files of this kind."""

    reason = "unknown_kind"

    def __init__(self, path: Path, known: str) -> None:
        super().__init__(
            path,
            f"is of a kind that is not read (read: {known}).",
            "Save it as .docx or .xlsx and load that.",
            known=known,
        )


class NoConverter(ReportRefused):
    """The file is another word processor's, and LibreOffice, which reads those, is not installed."""

    reason = "no_converter"

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "is no .docx, and LibreOffice, which reads other kinds, is not installed here.",
            "Save it as .docx and load that, or install LibreOffice (on Debian: apt-get install libreoffice-writer-nogui).",
        )


class TooLarge(ReportRefused):
    """The file is larger than any report of these forms."""

    reason = "too_large"

    def __init__(self, path: Path, limit_mb: int) -> None:
        super().__init__(
            path,
            f"is larger than {limit_mb} MB.",
            "Remove its pictures, or split the appendices off.",
            limit_mb=limit_mb,
        )
