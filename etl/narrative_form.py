"""Forms that tell of activities in prose (interim report, operator's appendix) -> tasks, activities, quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from etl.cells import date_span, is_blank
from etl.document import Text
from etl.forms import Form
from etl.narrative import SENTENCE, Mention, is_of_people, mentions
from etl.numbering import ACTIVITY, TASK, heading_of, number_of
from etl.records import Activity, Effect, Indicator, Partner, Section, Stated, Task, Told, status
from etl.stacks import whole_values
from etl.wording import fold

_HELD: Final = re.compile(
    r"өткіз|өтті|өтілді|жүргіз|берілді|шығарыл|іске асырыл|жарияланды|провед[её]н|прош[её]?л|состоял|организован|открыт|заверш[её]н|подписан|запущен|стартовал|оказан|обучен|\w{4}(?:[ае]н|ят)[оаы](?!\w)|\w{2}[ыі][лн]д[ыі](?!\w)",
    re.IGNORECASE,
)
_EFFECTS: Final = {
    "direct_beneficiaries": re.compile(
        r"тікелей\s+(?:қамт|бенефициар|түрде қамт)|прям\w+\s+(?:охват|бенефициар)", re.IGNORECASE
    ),
    "indirect_beneficiaries": re.compile(
        r"жанама\s+(?:қамт|бенефициар|түрде қамт)|косвенн\w+\s+(?:охват|бенефициар)", re.IGNORECASE
    ),
}
_OPENS_PLAN: Final = re.compile(r"\W*(?:по\s+)?(?:план|жоспар|индикатор)", re.IGNORECASE)
_STEM: Final = 4  # letters
_MEMORANDUM: Final = re.compile(r"меморандум", re.IGNORECASE)
_LIST_ITEM: Final = re.compile(r"^\s*[-–—•·]\s+(.{8,200}?)[;.]?\s*$")
_PARTNER: Final = re.compile(
    r"(?P<name>[А-ЯЁӘІҢҒҮҰҚӨҺ«][^.;:!?]{6,140}?(?:департамент|басқарма|орталығ|мекеме|қор|бірлестік|ассоциация|университет|колледж)[^\s,.;]*?)(?:мен|пен|бен)\s+(?:\w+\s+){0,4}[Мм]еморандум"
)


def read_narrative(sections: Sequence[Section], form: Form, year: int | None) -> Told:
    """Tasks and activities by their headings, and the quantities stated under each."""
    reader = _Reader(form, year)
    for section in sections:
        reader.take(section)
    reader.finish()
    return reader.said


class _Reader:
    """Goes down the paragraphs, keeping the task and the activity at hand."""

    def __init__(self, form: Form, year: int | None) -> None:
        self.said = Told()
        self._form, self._year = form, year
        self._label: str | None = None  # the label line that the paragraph belongs to
        self._lists_memoranda = False

    def take(self, section: Section) -> None:
        """Read one paragraph."""
        text = section.text
        if section.code == "activities":
            if self._take_heading(text):
                return
            if self.said.activities:
                self._take_paragraph(text)
        elif section.code in ("concrete_results", "long_term", "results"):
            self._take_mentions(text, restated=True)
        self._take_partners(text)

    def finish(self) -> None:
        """Name the activities' participants and drop what was only restated."""
        self.said.activities = [self._with_people(position, a) for position, a in enumerate(self.said.activities)]

    def _take_heading(self, text: Text) -> bool:
        task = _heading(TASK, text.line)
        if task is not None:
            self.said.tasks.append(Task(task[0], Text(task[1], text.place)))
            self._label = None
            return True
        activity = _heading(ACTIVITY, text.line)
        if activity is None:
            return False
        number = len(self.said.tasks) - 1 if self.said.tasks else None
        title, told = _run_in(activity[1])
        self.said.activities.append(Activity(number, activity[0], Text(title, text.place)))
        self._label = None
        if told:
            self._take_paragraph(Text(told, text.place))
        return True

    def _take_paragraph(self, text: Text) -> None:
        labels = self._form.activity_fields
        label = labels.start(text.words) or labels.said(text.words)
        if label is not None:
            self._label = label[0]
            text = text._replace(words=label[1])
        if is_blank(text.words):
            return
        activity = self.said.activities[-1]
        if self._label == "date" and activity.date is None and label is not None:
            self.said.activities[-1] = replace(activity, date=text, dates=date_span(text.line, self._year))
            return
        if activity.date is None and "date" not in self._form.required_of_activities:
            activity = self._dated(activity, text)
        self.said.activities[-1] = replace(activity, result=_added(activity.result, text))
        self._take_mentions(text, restated=False)

    def _dated(self, activity: Activity, text: Text) -> Activity:
        """The activity with the date of the first sentence that says when something was held."""
        for sentence in SENTENCE.split(text.line):
            dates = date_span(sentence, self._year)
            if dates and _HELD.search(sentence):
                return replace(activity, date=text._replace(words=sentence), dates=dates)
        return activity

    def _take_mentions(self, text: Text, *, restated: bool) -> None:
        if whole_values(text.words, 1) is not None:
            return  # a cell of a table, no sentence
        for said in mentions(text.line):
            effect = next((code for code, words in _EFFECTS.items() if words.search(said.words)), None)
            if effect and not said.is_plan and _counts_people(said):
                self._add_effect(effect, said, text)
            elif not (restated and (said.is_plan or self._known(said))):  # what results will lead to was not planned
                self._add(said, text, restated=restated)

    def _add_effect(self, code: str, said: Mention, text: Text) -> None:
        if code not in {effect.code for effect in self.said.effects}:
            fact = Stated(Text(said.words, text.place), said.quantity)
            self.said.effects.append(Effect(code, said.quantity.unit, None, fact, source="narrative"))

    def _known(self, said: Mention) -> bool:
        return any(_states(indicator, said) for indicator in self.said.indicators)

    def _add(self, said: Mention, text: Text, *, restated: bool) -> None:
        here = None if restated else len(self.said.activities) - 1
        last = self.said.indicators[-1] if self.said.indicators else None
        if any(i.activity == here and _states(i, said) for i in self.said.indicators):
            return
        if not said.name:  # "by the indicator: 10" gives the plan of the quantity before it
            if last is not None and last.activity == here and last.plan is None and said.is_plan:
                self.said.indicators[-1] = _narrated(
                    last, last.name, Stated(Text(said.words, text.place), said.quantity), last.fact
                )
            return
        value = Stated(Text(said.words, text.place), said.quantity)
        if last is not None and last.activity == here and _is_plan_of(last, said, text):
            self.said.indicators[-1] = _narrated(last, last.name, value, last.fact)
            return
        task = self.said.activities[here].task if here is not None and here >= 0 else None
        empty = Indicator(
            task,
            here if here is not None and here >= 0 else None,
            Text(said.told or said.name, text.place),
            None,
            None,
            "no_fact",
            "narrative",
        )
        plan, fact = (value, None) if said.is_plan else (None, value)
        self.said.indicators.append(_narrated(empty, empty.name, plan, fact))

    def _with_people(self, position: int, activity: Activity) -> Activity:
        for indicator in self.said.indicators:
            if indicator.activity == position and indicator.fact and indicator.fact.quantity and _of_people(indicator):
                words = indicator.fact.text
                return replace(activity, participants=words, participants_count=indicator.fact.quantity.value)
        return activity

    def _take_partners(self, text: Text) -> None:
        """Bodies listed under a line on memoranda, or named as the other side of one."""
        item = _LIST_ITEM.match(text.words)
        if item and self._lists_memoranda:
            self.said.partners.append(Partner(Text(item[1], text.place), Text("Меморандум", text.place)))
            return
        names_memorandum = _MEMORANDUM.search(text.words) is not None
        self._lists_memoranda = names_memorandum and text.words.rstrip().endswith(":")
        if names_memorandum and (found := _PARTNER.search(text.words)):
            name = re.sub(r"^.*\bмақсатында\s+", "", found["name"])
            if fold(name) not in {fold(partner.name.line) for partner in self.said.partners}:
                self.said.partners.append(Partner(Text(name, text.place), Text("Меморандум", text.place)))


def _heading(pattern: re.Pattern[str], line: str) -> tuple[int, str] | None:
    """Number and title of a heading; a bare number makes none, and a title begins with a capital or a quotation mark."""
    found = heading_of(pattern, line)
    if found is None or found.groupdict().get("bare"):
        return None
    title = line[found.end() :].strip()
    if not title or not (title[0].isupper() or title[0] in '«"“'):
        return None
    return number_of(found), title


def _run_in(words: str) -> tuple[str, str]:
    """The title of an activity, and what its line goes on to tell of it: sentences that count something, or say when it was.

    >>> _run_in("Ярмарка. 18 мая прошла ярмарка, участвовали 17 школ."), _run_in("Ярмарка. Мастер-классы")
    (('Ярмарка', '18 мая прошла ярмарка, участвовали 17 школ.'), ('Ярмарка. Мастер-классы', ''))
    """
    begins = SENTENCE.search(words)
    if begins is None or len(words) - begins.end() < begins.start():
        return words, ""
    told = words[begins.end() :]
    if not mentions(told) and not any(date_span(one, None) and _HELD.search(one) for one in SENTENCE.split(told)):
        return words, ""
    return words[: begins.start()].rstrip(" ."), told


def _added(known: Text | None, text: Text) -> Text:
    return text if known is None else known._replace(words=f"{known.words}\n{text.words}")


def _states(indicator: Indicator, said: Mention) -> bool:
    """Whether an indicator already has this value of the same thing: their names share a word's beginning."""
    value = indicator.plan if said.is_plan else indicator.fact
    if value is None or value.quantity is None or value.quantity.value != said.quantity.value:
        return False
    known, new = fold(indicator.name.line), [fold(word)[:5] for word in said.name.split()]
    return any(word in known for word in new if len(word) > 2)


def _is_plan_of(indicator: Indicator, said: Mention, text: Text) -> bool:
    """Whether a quantity is the plan, in brackets, of the fact before it: «32 чел. (план 30 чел.)»."""
    if not said.is_plan or indicator.plan is not None or indicator.fact is None:
        return False
    counted = said.name.split()[0]
    same = fold(counted)[:_STEM] in fold(indicator.name.line) or (_counts_people(said) and _of_people(indicator))
    if not same or indicator.fact.text.place != text.place:
        return False
    return (
        _OPENS_PLAN.match(said.words) is not None or said.words == indicator.fact.text.words
    )  # «45 чел. при плане 40 чел.»


def _narrated(indicator: Indicator, name: Text, plan: Stated | None, fact: Stated | None) -> Indicator:
    what = status(
        plan.quantity if plan else None,
        fact.quantity if fact else None,
        plan_said=plan is not None,
        fact_said=fact is not None,
    )
    return replace(indicator, name=name, plan=plan, fact=fact, status=what)


def _counts_people(said: Mention) -> bool:
    return is_of_people(f"{said.name} {said.quantity.unit or ''} {said.words}")


def _of_people(indicator: Indicator) -> bool:
    unit = indicator.fact.quantity.unit if indicator.fact and indicator.fact.quantity else None
    return is_of_people(f"{indicator.name.line} {unit or ''}") and Decimal(0) < (
        indicator.fact.quantity.value if indicator.fact and indicator.fact.quantity else Decimal(0)
    )
