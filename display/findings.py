"""What a title says that states its finding: of an answer's rows the few figures that stand out; nothing where none does."""

import pandas as pd

from display import tables
from display.words import Words


def missing(groups: pd.DataFrame) -> dict[str, int]:
    """Return in how many projects (indicators_by project) a planned indicator was missed, and of how many.

    >>> missing(pd.DataFrame({"indicator_count": [3, 0, 5], "missed_count": [1, 0, 0]}))
    {'missed': 1, 'n': 2}
    """
    planned = groups[groups["indicator_count"] > 0]
    return {"missed": int((planned["missed_count"] > 0).sum()), "n": len(planned)} if len(planned) else {}


def largest(groups: pd.DataFrame, words: Words) -> dict[str, object]:
    """Return which category of participants is the largest in most groups, in how many, and of how many.

    Nothing where there is one group, or where two categories are so in equally many.
    """
    known = groups[(groups["people_count"] > 0).fillna(False)]
    tops = known[known["people_count"] == known.groupby("group")["people_count"].transform("max")]
    counts = tops["category"].value_counts()
    group_count = known["group"].nunique()
    if group_count < 2 or (counts == counts.max()).sum() > 1:
        return {}
    name = words[f"category.{known['dimension'].iloc[0]}.{counts.index[0]}"]
    return {"category": name, "count": int(counts.iloc[0]), "groups": group_count}


def least_told(categories: pd.DataFrame, words: Words, most: int = 2) -> dict[str, object]:
    """Return the categories of participants that the fewest reports tell, and how many do; nothing where all tell all."""
    fewest = categories["answering_report_count"].min()
    if not (fewest < categories["report_count"]).any():
        return {}
    least = categories[categories["answering_report_count"] == fewest]
    pairs = zip(least["dimension"], least["category"], strict=True)
    names = [words[f"category.{dimension}.{category}"] for dimension, category in pairs]
    return {"least": tables.joined(names, words, most), "n": int(fewest)}


def not_checked(rules: pd.DataFrame) -> dict[str, int]:
    """Return how many rules (findings_by_rule) were left unchecked in some report, and how many of them in all.

    >>> counts = {"failed_report_count": [1, 0, 0], "passed_report_count": [2, 1, 0], "skipped_report_count": [0, 2, 3]}
    >>> not_checked(pd.DataFrame(counts))
    {'skipped': 2, 'never': 1, 'n': 3}
    """
    skipped = rules[rules["skipped_report_count"] > 0]
    never = skipped["failed_report_count"] + skipped["passed_report_count"] == 0
    return {"skipped": len(skipped), "never": int(never.sum()), "n": len(rules)} if len(skipped) else {}
