"""What a test sees on a page: what keeps people from reading it, what is cut, what speaks another language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import axe_playwright_python

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE: Final = Path(axe_playwright_python.__file__).with_name("axe.min.js")
LISTED: Final = Path(__file__).parents[2] / "docs" / "languages.md"
GRAVE: Final = ("serious", "critical")

TEXTS: Final = """() => {
  const said = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement;
    if (!holder || holder.closest('script, style, canvas, [aria-hidden="true"], .on-paper, [data-testid="stIconMaterial"]')) continue;
    if (holder.checkVisibility({ visibilityProperty: true })) said.push(walk.currentNode.nodeValue);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-roledescription]'))
    if (!element.closest('[aria-hidden="true"]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription'])
        if (element.hasAttribute(name)) said.push(element.getAttribute(name));
  return said;
}"""

CUT: Final = """() => {
  const cut = [];
  const seen = element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[data-testid="stDataFrame"], canvas');
  for (const element of document.querySelectorAll('[data-testid="stMain"] *, [data-testid="stHeader"] *, [data-testid="stSidebar"] *')) {
    if (element.closest('svg') || !seen(element) || !element.innerText?.trim() || element.matches('input')) continue;
    const { overflowX, textOverflow } = getComputedStyle(element);
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && (overflowX === 'hidden' || overflowX === 'clip' || textOverflow === 'ellipsis'))
      cut.push(element.innerText.slice(0, 80));
  }
  for (const chart of document.querySelectorAll('[data-testid="stPlotlyChart"]')) {
    const box = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll('.xtick text, .ytick text, .bartext, .annotation text, .legendtext, .xtitle, .ytitle, .textpoint text')]
      .filter(text => text.textContent.trim() && text.checkVisibility({ visibilityProperty: true }))
      .map(text => [text.textContent, text.getBoundingClientRect()]).filter(([, one]) => one.width);
    for (const [said, one] of texts)
      if (one.left < box.left - 1 || one.right > box.right + 1 || one.top < box.top - 1 || one.bottom > box.bottom + 1) cut.push('beyond the chart: ' + said);
    texts.forEach(([said, one], at) => texts.slice(at + 1).forEach(([other, two]) => {
      const across = Math.min(one.right, two.right) - Math.max(one.left, two.left), along = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
      if (across > 2 && along > 4) cut.push(`over each other: ${said} | ${other}`);
    }));
  }
  return cut;
}"""

WIDE: Final = """() => {
  const wide = [];
  if (document.documentElement.scrollWidth > innerWidth) wide.push(`the page: ${document.documentElement.scrollWidth}`);
  for (const element of document.querySelectorAll('[data-testid="stMain"] *')) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width && (right > innerWidth + 1 || left < -1) && element.checkVisibility({ visibilityProperty: true }) && !element.closest('[data-testid="stDataFrame"], svg') && !element.parentElement.closest('.wide'))
      wide.push(`${element.tagName} ${element.dataset.testid ?? ''} ${element.textContent.slice(0, 40)}: ${Math.round(left)}-${Math.round(right)}`);
  }
  return wide.slice(0, 10);
}"""

UNFIT_FOR_PAPER: Final = """() => {
  const lines = cell => { const all = document.createRange(); all.selectNodeContents(cell); return new Set([...all.getClientRects()].map(one => one.top)).size; };
  return [...document.querySelectorAll('table.on-paper')].filter(table => table.checkVisibility()).flatMap(table => [
    ...[table].filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => 'wider than the paper: ' + one.innerText.slice(0, 80)),
    ...[...table.querySelectorAll('td.figure')].filter(cell => lines(cell) > 1).map(cell => 'a broken figure: ' + cell.innerText)]);
}"""

# A heading and the line that tells what is measured promise something below them.
BARE: Final = """() => {
  const told = [...document.querySelectorAll('[data-testid="stMain"] :is(h2, h3, table, p, dt, [data-testid="stPlotlyChart"], details)')]
    .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.matches('.quiet, label p, button p'));
  return told.filter((one, at) => one.matches('h2, h3') && (told[at + 1]?.matches('h2, h3') ?? true)).map(one => one.innerText);
}"""


def barriers(page: Page, within: str | None = None) -> list[str]:
    """Return what axe-core finds that is serious or critical: the rule, how often, and the first place."""
    page.evaluate("axe => { if (!window.axe) (0, eval)(axe); }", AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "within => axe.run(within ?? document, { resultTypes: ['violations'] })", within
    )
    return [
        f"{one['id']} x {len(one['nodes'])}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]


def foreign_words(page: Page, of_report: Iterable[str] = ()) -> set[str]:
    """Return the words in Latin letters that can be seen or heard, besides those that docs/languages.md lists.

    `of_report` is what the report that is shown says itself: it is never translated.
    """
    said = {re.sub(r"\s+", " ", text).strip() for text in page.evaluate(TEXTS)}
    for own in of_report:
        said = {text.replace(own, " ") for text in said}
    allowed = listed()
    left = {allowed.sub(" ", text) for text in said}
    return {text.strip() for text in left if re.search("[A-Za-z]{2}", text)}


@cache
def listed() -> re.Pattern[str]:
    """What docs/languages.md says stays in Latin letters: the code spans that begin the lines of its lists."""
    spans = re.findall(r"^- `([^`]+)`", LISTED.read_text(encoding="utf-8"), re.MULTILINE)
    return re.compile(
        "|".join(rf"(?<![A-Za-z]){re.escape(span)}(?![A-Za-z])" for span in sorted(spans, key=len, reverse=True))
    )


def cut_texts(page: Page) -> list[str]:
    """Return texts that have no room: cut at an edge, beyond their chart, or over each other."""
    cut: list[str] = page.evaluate(CUT)
    return cut


def too_wide(page: Page) -> list[str]:
    """Return what reaches beyond the screen's sides; a table scrolls within itself."""
    wide: list[str] = page.evaluate(WIDE)
    return wide


def unfit_for_paper(page: Page) -> list[str]:
    """Return the tables that a sheet of A4 would cut, and figures that stand in two lines; the page is to be shown as printed."""
    unfit: list[str] = page.evaluate(UNFIT_FOR_PAPER)
    return unfit


def bare_headings(page: Page) -> list[str]:
    """Return the headings below which nothing stands before the next one."""
    bare: list[str] = page.evaluate(BARE)
    return bare


def background(page: Page) -> str:
    """Return the colour behind the page."""
    colour: str = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    return colour
