"""A reader at a browser window: what the browser tests look through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from display.words import words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCREENSHOTS: Final = Path(__file__).parent / "screenshots"  # git-ignored; kept as output of a run
LOCALES: Final = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
SCREEN: Final = {"width": 1366, "height": 768}
PHONE: Final = {"width": 390, "height": 844}
PHONES_AGENT: Final = "Mozilla/5.0 (Linux; Android 14; Phone) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
# The script has ended, no grey placeholder is in sight, every chart is drawn, and for a while nothing has changed.
PATIENCE_MS: Final = 120_000  # of a machine that has much else to do; nothing is asserted by a clock
STILL_MS: Final = 400
DRAWN: Final = """still => {
  const all = query => [...document.querySelectorAll(query)].filter(one => one.checkVisibility());
  const drawn = document.querySelector('[data-test-script-state="notRunning"]')
    && !all('[data-testid="stSkeleton"]').length
    && all('[data-testid="stPlotlyChart"]').every(one => one.querySelector('.main-svg'))
    && all('[data-testid="stDataFrame"]').every(one => one.querySelector('canvas'));
  const seen = drawn && [document.body.innerText, document.querySelectorAll('*').length, document.body.scrollHeight,
    document.querySelector('[data-testid="stMain"]')?.scrollHeight].join();
  if (!drawn || window.seenLast !== seen) { window.seenLast = seen; window.seenAt = performance.now(); return false; }
  return performance.now() - window.seenAt > still;
}"""


class Reader:
    """One person at one browser window, and every address that the window asked for."""

    def __init__(self, browser: Browser, address: str, language: str = "ru", **looks: Any) -> None:
        self.address, self.language, self.said = address, language, words(language)
        self.context = browser.new_context(
            **{
                "viewport": SCREEN,
                "locale": LOCALES[language],
                "permissions": ["clipboard-read", "clipboard-write"],
                **looks,
            }
        )
        self.page = self.context.new_page()
        self.fetched: list[str] = []
        self.page.on("request", lambda request: self.fetched.append(request.url))

    def open(self, page: str, query: str = "", heading: str | None = None) -> Page:
        """Follow a link to a page and wait until it is drawn; `heading` is what it says of itself, if not its name."""
        self.page.goto(f"{self.address}/{page}?lang={self.language}{query}")
        return self.settle(page, heading)

    def settle(self, page: str | None = None, heading: str | None = None) -> Page:
        """Wait until the page, or the one that it leads to, is drawn."""
        if page:
            title = self.page.get_by_role("heading", name=heading or self.said[f"page.{page}"], exact=True, level=1)
            title.wait_for(timeout=PATIENCE_MS)
        self.page.wait_for_function(DRAWN, arg=STILL_MS, polling=250, timeout=PATIENCE_MS)
        assert not self.broken(), self.broken()
        return self.page

    def broken(self) -> list[str]:
        """Return what the page says of itself if it broke: a page that tells so in words is no page that opens."""
        begins = self.said["error.page"].split("{number}")[0]
        return [text for text in self.page.get_by_test_id("stAlert").all_inner_texts() if begins in text]

    def resize(self, size: dict[str, int]) -> Page:
        """Change the window's size and wait until all is drawn again."""
        self.page.set_viewport_size(size)
        self.page.wait_for_timeout(150)  # charts notice a new width late
        return self.settle()

    def outside(self) -> list[str]:
        """Return what was asked of anybody but the server."""
        return [url for url in self.fetched if not url.startswith((self.address, "data:", "blob:"))]
