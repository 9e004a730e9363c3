"""The HTML document that all pages live in: Streamlit's own, in the reader's language and with a browser's safeguards.

Streamlit writes <html lang="en"> and speaks English by itself ("Close", "No results"); document.js mends that in the
browser. The words are what Streamlit writes, kept in display/words/*/streamlit.toml; what stays English is listed in
docs/languages.md. The looks of style.css stand here too, and the icon beside it: in a page they would be sent anew at every run.
"""

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import ClassVar, Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from display.words import LANGUAGES, words, words_of

SCRIPT: Final = Path(__file__).with_name("document.js")
STYLE: Final = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
ICON: Final = Path(__file__).with_name("icon.svg").read_text(encoding="utf-8")  # icons by name are fetched from outside
ICON_ADDRESS: Final = "/favicon.png"  # where Streamlit's pages look for it, once a page names none
SAFEGUARDS: Final = {
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}


class Document:
    """Middleware: every answer gets the safeguards; a page also its language, its name, our script, looks and icon."""

    is_served: ClassVar = False  # not by `streamlit run app.py`, which knows no middleware

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        Document.is_served = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].endswith(ICON_ADDRESS):
            await Response(ICON, media_type="image/svg+xml", headers=SAFEGUARDS)(scope, receive, send)
            return
        start: Message = {}
        page = bytearray()

        async def dressed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SAFEGUARDS)
                if headers.get("content-type", "").startswith("text/html"):
                    start = message  # its length is known only when the page is whole
                else:
                    await send(message)
            elif not start:
                await send(message)
            else:
                page.extend(message.get("body", b""))
                if not message.get("more_body"):
                    headers = MutableHeaders(scope=start)
                    whole = gzip.decompress(page) if headers.get("content-encoding") == "gzip" else bytes(page)
                    body = dress(whole.decode(), asked_language(scope)).encode()
                    headers["content-length"] = str(len(body))
                    headers["vary"] = "accept-language"
                    del headers["content-encoding"], headers["etag"], headers["last-modified"]  # of Streamlit's file
                    await send(start)
                    await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, dressed)


def asked_language(scope: Scope) -> str:
    """Return the language that a request asks for: the link's, else the browser's first."""
    linked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return linked if linked in LANGUAGES else first_language(Headers(scope=scope).get("accept-language"))


def first_language(spoken: str | None) -> str:
    """Return the language to begin with: the reader's first, or Kazakh.

    >>> [first_language(spoken) for spoken in ("ru-RU", "kk-KZ,kk;q=0.9,ru;q=0.8", "de", None)]
    ['ru', 'kk', 'kk', 'kk']
    """
    first = (spoken or "").split(",")[0].split(";")[0].split("-")[0].strip().lower()
    return first if first in LANGUAGES else LANGUAGES[0]


def dress(page: str, language: str) -> str:
    """Return Streamlit's page in a language, with our script before all others and our looks after all others."""
    title = words(language)["product.name"]
    return (
        page.replace('<html lang="en">', f'<html lang="{language}">', 1)
        .replace("<title>Streamlit</title>", f"<title>{title}</title>", 1)
        .replace("<head>", f"<head><script>{script()}</script>", 1)
        .replace("</body>", f"<style>{STYLE}</style></body>", 1)
    )


@lru_cache(maxsize=1)
def script() -> str:
    """Return document.js with Streamlit's words in every language, and those of its own."""
    said = {
        "PHRASES": {language: _own_words(language) for language in LANGUAGES},
        "COLUMNS_RIGHT": {language: words_of("frame", language)["table.right"] for language in LANGUAGES},
    }
    given = "".join(f"const {name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in said.items())
    return SCRIPT.read_text(encoding="utf-8").replace("(() => {", f"{given}(() => {{", 1)


def _own_words(language: str) -> dict[str, str]:
    said = words_of("streamlit", language)
    return {key.removeprefix("streamlit."): text for key, text in said.items()}
