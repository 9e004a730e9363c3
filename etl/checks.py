"""placeholder"""
from dataclasses import dataclass
from typing import Any
@dataclass
class Outcome:
    rule: str; severity: str; result: str; lacking: Any; faults: tuple
