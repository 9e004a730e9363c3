"""Plans and facts: numbers first, then one of the wordings that real papers use for them."""

from dataclasses import dataclass
from random import Random

from data.examples.facts import Indicator, Number
from data.examples.indicators import KINDS, Kind
from data.examples.wording import from_kk, grouped, plural_ru

COPIES = {"materials": ("дана", "экз."), "reach": ("адам", "человек")}
PER = {
    "seminar": ("әр семинар бойынша", "по каждому семинару"),
    "training": ("әр тренинг бойынша", "по каждому тренингу"),
    "meeting": ("әр кездесу бойынша", "по каждой встрече"),
}
# How many people come, against the bounds of the indicator: a round table is not a festival.
ROOM = {"roundtable": 0.2, "training": 0.35, "consult": 0.6, "club": 0.4, "closing": 0.5, "smallgrants": 0.3}
PER_KINDS = frozenset({"posts", "photos", "materials", "experts"})


@dataclass(frozen=True, slots=True)
class Hand:
    """The person who fills in the form: language, thousands and habit."""

    rng: Random
    language: str
    gap: str
    copied: bool
    slack: float  # how often a plan is missed

    def pick(self, kk: list[str], ru: list[str]) -> str:
        return self.rng.choice(kk if self.language == "kk" else ru)

    def word(self, kk: str, ru: str) -> str:
        return kk if self.language == "kk" else ru


def rounded(number: float) -> int:
    """A number as people plan it: 5, 25, 300, 1200."""
    step = 1 if number < 20 else 5 if number < 100 else 10 if number < 1000 else 100
    return max(1, round(number / step) * step)


def reached(plan: int, rng: Random, below: float) -> int:
    """A fact near the plan: mostly equal, sometimes above, seldom below."""
    draw = rng.random()
    if draw < below and plan > 2:
        return max(1, int(plan * rng.uniform(0.6, 0.95)))
    return plan if draw < 0.62 else plan + max(1, int(plan * rng.uniform(0.02, 0.35)))


def _at_least(number: int, hand: Hand, unit: str = "") -> str:
    tail = f" {unit}" if unit else ""
    bounded = f"{number} {unit}нан" if unit else from_kk(number)
    kk = [f"{bounded} кем емес", f"кемінде {number}{tail}", f"{from_kk(number)} кем емес"]
    return hand.pick(kk, [f"не менее {number}{tail}", f"не менее чем {number}{tail}"])


def _count(code: str, names: tuple[str, str], hand: Hand, plan: int, fact: int) -> Indicator:
    kind, name = names
    if hand.rng.random() < 0.3:
        return Indicator(code, name, plan, fact, _at_least(plan, hand), grouped(fact, hand.gap), ">=")
    per = PER.get(kind)
    if per and code in PER_KINDS and hand.rng.random() < 0.35:
        tail = hand.word(*per)
        return Indicator(code, name, plan, fact, f"{plan} ({tail})", f"{fact} ({tail})")
    return Indicator(code, name, plan, fact, grouped(plan, hand.gap), grouped(fact, hand.gap))


def _people(code: str, name: str, hand: Hand, plan: int, fact: int) -> Indicator:
    unit = "адам" if hand.language == "kk" else plural_ru(plan, ("человек", "человека", "человек"))
    fact_unit = "адам" if hand.language == "kk" else plural_ru(fact, ("человек", "человека", "человек"))
    plain, said = grouped(plan, hand.gap), grouped(fact, hand.gap)
    draw = hand.rng.random()
    if draw < 0.4:
        return Indicator(code, name, plan, fact, plain, said)
    if draw < 0.68:
        named = unit if hand.language == "kk" else "человек"
        return Indicator(code, name, plan, fact, _at_least(plan, hand, named), said, ">=", named)
    glue = "" if draw > 0.93 else " "
    return Indicator(code, name, plan, fact, f"{plain}{glue}{unit}", f"{said}{glue}{fact_unit}", "=", unit)


def _percent(code: str, name: str, hand: Hand, plan: int, fact: int) -> Indicator:
    tenth = hand.rng.choice((0, 0, 1, 4, 9)) if fact > plan else 0
    exact: Number = round(fact + tenth / 10, 1) if tenth else fact
    said = f"{exact}".replace(".", ",") + ("0" if tenth and hand.rng.random() < 0.3 else "")
    sign = hand.rng.choice(("%", " %"))
    sparing = hand.rng.random() < 0.3
    planned = _at_least(plan, hand) if sparing else f"{plan}"
    planned = planned.replace(str(plan), f"{plan}%", 1) if sparing and "-" not in planned else planned
    planned = planned if "%" in planned or sparing else f"{planned}{sign}"
    return Indicator(code, name, plan, exact, planned, f"{said}{sign}", ">=" if sparing else "=", "%")


def _pair(code: str, name: str, hand: Hand, plan: int, fact: int) -> Indicator:
    second = hand.rng.choice((1, 1, 2))
    also = second + (hand.rng.random() < 0.2)
    parts = (plan, second), (fact, also)
    return Indicator(code, name, plan, fact, f"{plan}/{second}", f"{fact}/{also}", "=", None, *parts)


def _copies(code: str, name: str, hand: Hand, plan: int, fact: int) -> Indicator:
    unit = hand.word(*COPIES.get(code, ("дана", "экз.")))
    texts = [f"{grouped(number, hand.gap)} {unit}" for number in (plan, fact)]
    if hand.rng.random() < 0.4:
        texts = [grouped(number, hand.gap) for number in (plan, fact)]
        return Indicator(code, name, plan, fact, texts[0], texts[1])
    return Indicator(code, name, plan, fact, texts[0], texts[1], "=", unit)


def _words(code: str, name: str, hand: Hand) -> Indicator:
    planned = hand.pick(["жасалады", "дайындалады"], ["подготовить", "составить"])
    done = hand.pick(["орындалды", "жасалды", "орындалды"], ["выполнено", "выполнено", "подготовлено"])
    return Indicator(code, name, None, None, planned, done, None)


def _at_most(code: str, name: str, hand: Hand, plan: int, fact: int) -> Indicator:
    planned = hand.word(f"{plan} күннен артық емес", f"не более {plan} дней")
    said = hand.word(f"{fact} күн", f"{fact} {plural_ru(fact, ('день', 'дня', 'дней'))}")
    return Indicator(code, name, plan, fact, planned, said, "<=", hand.word("күн", "день"))


def _numbers(kind: Kind, deed: str, hand: Hand) -> tuple[int, int]:
    """A plan within the kind's bounds (small numbers more often) and its fact."""
    high = max(kind.low, kind.high * (ROOM.get(deed, 1) if kind.style == "people" else 1))
    plan = rounded(kind.low * (high / kind.low) ** (hand.rng.random() ** 1.3))
    if hand.copied:
        return plan, plan
    if kind.style == "atmost":
        return plan, max(1, plan - hand.rng.choice((0, 0, 1, 1, 2)))
    if kind.style == "percent":
        return plan, min(99, plan + hand.rng.choice((-6 if hand.slack else 0, 0, 0, 3, 8, 12, 15)))
    return plan, reached(plan, hand.rng, hand.slack)


def _worded(kind: Kind, deed: str, name: str, hand: Hand) -> Indicator:
    plan, fact = _numbers(kind, deed, hand)
    match kind.style:
        case "words":
            return _words(kind.code, name, hand)
        case "people":
            return _people(kind.code, name, hand, plan, fact)
        case "percent":
            return _percent(kind.code, name, hand, plan, fact)
        case "pair":
            return _pair(kind.code, name, hand, plan, fact)
        case "copies":
            return _copies(kind.code, name, hand, plan, fact)
        case "atmost":
            return _at_most(kind.code, name, hand, plan, fact)
    return _count(kind.code, (deed, name), hand, plan, fact)


def _copied(indicator: Indicator) -> Indicator:
    """The same indicator with its fact copied from the plan, word by word."""
    indicator.fact, indicator.fact_text = indicator.plan, indicator.plan_text
    indicator.fact_parts = indicator.plan_parts
    return indicator


def indicator(code: str, deed: str, hand: Hand) -> Indicator:
    """An indicator of that kind for that sort of activity."""
    kind = KINDS[code]
    one = _worded(kind, deed, hand.rng.choice(kind.names(hand.language)), hand)
    if hand.copied and one.plan is not None:
        return _copied(one)
    if code in ("posts", "photos", "media", "experts") and hand.rng.random() < 0.04:
        one.plan, one.plan_text, one.comparator = None, "-", None
    return one
