"""How well damaged scans are read: python -m benchmarks.score_damaged [COUNT] [SEED] [KIND …] [-v]

Made-up final reports are printed as a scanner and character recognition would hand them on, read, and compared with
what is true. Shares of one, a row a kind: a severity, or "medium" as another converter prints it
(data/examples/converters.py). "wrong" is the share of indicators whose plan or fact is another's and
yet shown as certain: it costs more than an indicator left open.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

from data.examples.converters import CONVERTERS
from data.examples.scan import SEVERITIES, DamagedPaper, damaged_papers
from etl.facts import as_facts
from etl.run import parse
from etl.wording import alike

Facts = dict[str, Any]
Misses = list[str]
SAME_TITLE, SAME_NAME = 72, 66  # per cent alike after folding


def read(paper: DamagedPaper) -> Facts:
    """What is read in the paper; empty if it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{paper.name}.md")
        path.write_text(paper.text, encoding="utf-8")
        try:
            done = parse(path)
        except Exception as refusal:
            return {"refused": repr(refusal)}
        return as_facts(done.report, done.outcomes)


def _paired(
    found: Sequence[Facts], true: Sequence[Facts], like: Callable[[Facts, Facts], float], floor: float
) -> list[tuple[int, int]]:
    """Pairs of equals, the likest first."""
    scored = sorted(((like(f, t), -i, -j) for i, f in enumerate(found) for j, t in enumerate(true)), reverse=True)
    pairs: list[tuple[int, int]] = []
    for score, i, j in scored:
        if score >= floor and -i not in {p[0] for p in pairs} and -j not in {p[1] for p in pairs}:
            pairs.append((-i, -j))
    return pairs


def _share(hits: float, found: int, true: int) -> float:
    """F1: twice the hits over both counts."""
    return 2 * hits / (found + true) if found + true else 1.0


def header(found: Facts, true: Facts, misses: Misses) -> float:
    """The share of the header's fields that are read right."""
    organisation, project = found.get("organisation", {}), found.get("project", {})
    right = {"form": found.get("form") == true["form"], "language": found.get("language") == true["language"]}
    for name in ("name", "head"):
        right[name] = alike(organisation.get(name) or "", true["organisation"][name]) >= 85
    right["title"] = alike(project.get("title") or "", true["project"]["title"]) >= 85
    for name in ("contract_no", "contract_date", "start", "end", "grant_kzt"):
        right[name] = project.get(name) == true["project"][name]
    said = {re.sub(r"\D", "", phone)[-10:] for phone in organisation.get("phones") or []}
    right["phones"] = said == {re.sub(r"\D", "", phone)[-10:] for phone in true["organisation"]["phones"]}
    misses += [f"header {name}: {project.get(name, organisation.get(name))!r}" for name, ok in right.items() if not ok]
    return mean(right.values())


def _titled(key: str, fields: Sequence[str]) -> Callable[[Facts, Facts, Misses], float]:
    def score(found: Facts, true: Facts, misses: Misses) -> float:
        ours, theirs = found.get(key, []), true[key]
        pairs = _paired(ours, theirs, lambda f, t: alike(f["title"], t["title"]), SAME_TITLE)
        hits = 0.0
        for i, j in pairs:
            wanted = [field for field in fields if theirs[j][field] is not None]
            wrong = [field for field in wanted if ours[i][field] != theirs[j][field]]
            misses += [f"{key} «{theirs[j]['title'][:40]}» {w}: {ours[i][w]!r} for {theirs[j][w]!r}" for w in wrong]
            hits += 1 - len(wrong) / (1 + len(wanted))
        misses += [f"{key} lost «{t['title'][:60]}»" for j, t in enumerate(theirs) if j not in {p[1] for p in pairs}]
        misses += [f"{key} made up «{f['title'][:60]}»" for i, f in enumerate(ours) if i not in {p[0] for p in pairs}]
        return _share(hits, len(ours), len(theirs))

    return score


def _matched(found: Facts, true: Facts) -> list[tuple[Facts | None, Facts | None]]:
    """Indicators read beside the true ones; None where one has no equal."""

    def like(ours: Facts, theirs: Facts) -> float:
        home = (ours["task_no"] == theirs["task_no"]) + (ours["activity_no"] == theirs["activity_no"])
        same = (ours["plan"] == theirs["plan"]) + (ours["fact"] == theirs["fact"])
        return alike(ours["name"], theirs["name"]) + 4 * home + 3 * same

    ours, theirs = found.get("indicators", []), true["indicators"]
    pairs = _paired(ours, theirs, like, SAME_NAME + 4)
    both: list[tuple[Facts | None, Facts | None]] = [(ours[i], theirs[j]) for i, j in pairs]
    both += [(None, one) for j, one in enumerate(theirs) if j not in {p[1] for p in pairs}]
    return both + [(one, None) for i, one in enumerate(ours) if i not in {p[0] for p in pairs}]


def indicators(found: Facts, true: Facts, misses: Misses) -> float:
    """F1 of indicators: 0.35 for the plan, 0.35 for the fact, 0.15 for the status, 0.15 for the activity."""
    hits, given, demanded = 0.0, 0, 0
    for ours, theirs in _matched(found, true):
        if theirs is not None and theirs["ambiguous"]:
            continue
        given, demanded = given + (ours is not None), demanded + (theirs is not None)
        if ours is None or theirs is None:
            misses.append(f"indicator {'lost' if ours is None else 'made up'} {_told(ours or theirs)}")
            continue
        home = (ours["task_no"], ours["activity_no"]) == (theirs["task_no"], theirs["activity_no"])
        right = [ours[key] == theirs[key] for key in ("plan", "fact", "status")]
        hits += sum(w * ok for w, ok in zip((0.35, 0.35, 0.15, 0.15), [*right, home], strict=True))
        if not all(right):
            misses.append(f"indicator {_told(ours)} for {_told(theirs)}")
        elif not home:
            misses.append(f"indicator elsewhere {_told(ours)} for {_told(theirs)}")
    return _share(hits, given, demanded)


def wrong_pairs(found: Facts, true: Facts, misses: Misses) -> float:
    """The share of indicators with another's plan or fact that are not marked as doubtful."""
    wrong = 0
    for ours, theirs in _matched(found, true):
        if ours is None or ours["ambiguous"] or (theirs is None and ours["plan"] is None and ours["fact"] is None):
            continue
        differs = theirs is None or any(ours[k] is not None and ours[k] != theirs[k] for k in ("plan", "fact"))
        wrong += differs
        if differs:
            misses.append(f"WRONG {_told(ours)} for {_told(theirs)}")
    return wrong / len(true["indicators"])


def _told(one: Facts | None) -> str:
    if one is None:
        return "nothing"
    return f"{one['task_no']}.{one['activity_no']} «{one['name'][:70]}» {one['plan']}/{one['fact']} [{one['plan_text']}|{one['fact_text']}]"


def effects(found: Facts, true: Facts, misses: Misses) -> float:
    """The share of plans and facts of effects that are read right."""
    ours = {effect["code"]: effect for effect in found.get("effects", [])}
    cells = [(e, key) for e in true["effects"] for key in ("plan", "fact")]
    wrong = [(e, key) for e, key in cells if ours.get(e["code"], {}).get(key) != e[key]]
    misses += [f"effect {e['code']}.{key}: {ours.get(e['code'], {}).get(key)!r} for {e[key]!r}" for e, key in wrong]
    return 1 - len(wrong) / len(cells)


def participants(found: Facts, true: Facts, misses: Misses) -> float:
    """The share of cells of the tables of participants that are read right; what nobody filled in must be null."""

    def cells(report: Facts) -> dict[tuple[str, ...], object]:
        return {
            (t["scope"], t["dimension"], name): count
            for t in report.get("demographics", [])
            for name, count in [("total", t["declared_total"]), *t["counts"].items()]
        }

    ours, theirs = cells(found), cells(true)
    wrong = [key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)]
    misses += [f"participants {key}: {ours.get(key)!r} for {theirs.get(key)!r}" for key in sorted(wrong)]
    return 1 - len(wrong) / max(1, len(ours.keys() | theirs.keys()))


def findings(found: Facts, true: Facts, misses: Misses) -> float | None:
    """The share of planted contradictions that a finding names, by two of their numbers; None where there is none."""
    if not true["contradictions"]:
        return None

    def numbers(said: object) -> set[float]:
        return {
            float(re.sub(r"\s", "", n).replace(",", "."))
            for n in re.findall(r"\d+(?:[  ]\d{3})*(?:[.,]\d+)?", str(said))
        }

    said = [numbers(finding["values"]) for finding in found.get("findings", [])]
    lost = [
        c
        for c in true["contradictions"]
        if not any(len(n & numbers(c["values"])) >= min(2, len(numbers(c["values"]))) for n in said)
    ]
    misses += [f"finding lost: {c['what'][:90]}" for c in lost]
    return 1 - len(lost) / len(true["contradictions"])


PARTS: dict[str, Callable[[Facts, Facts, Misses], float | None]] = {
    "header": header,
    "tasks": _titled("tasks", ("no",)),
    "activities": _titled("activities", ("task_no", "no", "participants", "date_start", "date_end")),
    "indicators": indicators,
    "wrong": wrong_pairs,
    "effects": effects,
    "participants": participants,
    "findings": findings,
}


KINDS = (*SEVERITIES, *CONVERTERS)


def papers(kind: str, count: int, seed: int) -> Iterator[DamagedPaper]:
    """That many papers of a severity, or of "medium" and printed by a converter."""
    if kind in SEVERITIES:
        yield from damaged_papers(kind, count, seed)
        return
    for paper in damaged_papers("medium", count, seed):
        yield replace(paper, text=CONVERTERS[kind](paper.text, Random(f"{kind} {paper.name}")))


def scored(kind: str, count: int, seed: int) -> tuple[dict[str, float], list[tuple[str, Misses]]]:
    """The mean of each part over that many papers, and what was missed in each paper."""
    scores: dict[str, list[float]] = {name: [] for name in PARTS}
    missed: list[tuple[str, Misses]] = []
    for paper in papers(kind, count, seed):
        facts, misses = read(paper), []
        if "refused" in facts:
            misses.append(facts["refused"])
        for name, part in PARTS.items():
            share = part(facts, paper.truth, misses)
            if share is not None:
                scores[name].append(share)
        missed.append((paper.name, misses))
    return {name: mean(shares) for name, shares in scores.items() if shares}, missed


def main() -> None:
    """Print the table, and with -v every miss."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    count, seed = [*numbers, *(30, 1)[len(numbers) :]][:2]
    print(f"{count} papers a severity, seed {seed}")
    print(f"{'':8}" + "".join(f"{name:>13}" for name in PARTS))
    for kind in [kind for kind in KINDS if kind in sys.argv[1:]] or KINDS:
        shares, missed = scored(kind, count, seed)
        print(f"{kind:8}" + "".join(f"{shares.get(name, float('nan')):13.3f}" for name in PARTS), flush=True)
        if "-v" in sys.argv:
            for name, misses in missed:
                print(f"== {name}", *misses, sep="\n   ")


if __name__ == "__main__":
    main()
