"""What character recognition does to letters and digits, at given rates."""

import re
from dataclasses import dataclass
from random import Random

# Kazakh letters that lose their marks.
BARE = dict(zip("қғңөүұәіһёҚҒҢӨҮҰӘІҺЁ", "кгноууаихеКГНОУУАИХЕ", strict=True))
# Latin letters that stand in Cyrillic words.
LATIN = dict(zip("аеорсхуіАЕОРСХКМТНВІ", "aeopcxyiAEOPCXKMTHBI", strict=True))
DIGITS = {"0": "ОО", "1": "lІ", "3": "З", "6": "б"}
ALIKE = dict(zip("иншцплйвдбе", "нищулпивлее", strict=True))
_KEPT = re.compile(r"https?://\S+|<[^>]+>|\d[\d .,/-]*")


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a letter, a word or a number suffers; shares of one."""

    bare: float
    latin: float
    split: float
    joined: float
    hyphen: float
    digit: float
    edited: float  # of letters in a label; the worst known is one in six
    bad_label: float  # labels that suffer so


@dataclass(frozen=True, slots=True)
class Misreader:
    """Reads texts badly, each time otherwise."""

    rng: Random
    rates: Rates

    def words(self, text: str) -> str:
        """The text with letters, spaces and line ends misread; numbers, tags and addresses kept."""
        found = []
        at = 0
        for kept in _KEPT.finditer(text):
            found += [self._letters(text[at : kept.start()]), kept[0]]
            at = kept.end()
        return "".join([*found, self._letters(text[at:])])

    def label(self, text: str) -> str:
        """A label of the form, which may be damaged by as much as one edit in six letters."""
        if self.rng.random() >= self.rates.bad_label:
            return self.words(text)
        return self.words("".join(self._edited(letter) for letter in text))

    def value(self, text: str) -> str:
        """A number with its words; a digit may have become a letter."""
        said = self.words(text)
        return "".join(
            self.rng.choice(DIGITS[letter]) if letter in DIGITS and self.rng.random() < self.rates.digit else letter
            for letter in said
        )

    def _letters(self, text: str) -> str:
        return re.sub(r"[^\W\d_]{6,}", lambda word: self._spaced(word[0]), self._joined(self._marks(text)))

    def _marks(self, text: str) -> str:
        found = []
        for letter in text:
            draw = self.rng.random()
            if letter in BARE and draw < self.rates.bare:
                found.append(BARE[letter])
            elif letter in LATIN and draw > 1 - self.rates.latin:
                found.append(LATIN[letter])
            else:
                found.append(letter)
        return "".join(found)

    def _joined(self, text: str) -> str:
        return re.sub(r"(?<=[а-яіңғүұқөһә]) (?=[а-яіңғүұқөһә])", self._gap, text)

    def _gap(self, _: re.Match[str]) -> str:
        return "" if self.rng.random() < self.rates.joined else " "

    def _spaced(self, word: str) -> str:
        draw, at = self.rng.random(), self.rng.randrange(2, len(word) - 2)
        if draw < self.rates.split:
            return f"{word[:at]} {word[at:]}"
        return f"{word[:at]}- {word[at:]}" if draw > 1 - self.rates.hyphen else word

    def _edited(self, letter: str) -> str:
        if not letter.isalpha() or self.rng.random() >= self.rates.edited:
            return letter
        return self.rng.choice([ALIKE.get(letter, "н"), "", letter * 2])
