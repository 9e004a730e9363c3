"""What a call costs: milliseconds, and instructions, which are the same to a hundredth however busy the machine is.

    print(cost(lambda: metrics.ask("portfolio_totals")))

Linux counts instructions for every thread (man 2 perf_event_open); Python has no door to that, so the call is made here.
"""

from __future__ import annotations

import ctypes
import math
import os
import platform
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

_CALLS: Final = {"x86_64": 298, "aarch64": 241}  # the number of perf_event_open
_SIZE: Final = 112  # bytes of what it is asked
_INSTRUCTIONS: Final = 1  # of the processor (type 0)
_WITHOUT_KERNEL: Final = 0b1100000  # nor the machine around it


class Cost(NamedTuple):
    """Milliseconds of processor time of all threads; and millions of instructions of this one, nan where none are counted."""

    ms: float
    instructions_m: float


def cost(does: Callable[[], object]) -> Cost:
    """What a call costs. DuckDB works in the thread that asks, so its instructions are in."""
    with _counter() as instructions_m:
        before, start = instructions_m(), time.process_time()  # not the clock: other work on the machine does not count
        does()
        return Cost((time.process_time() - start) * 1000, instructions_m() - before)


@contextmanager
def _counter() -> Iterator[Callable[[], float]]:
    """The instructions of this thread so far, in millions."""
    asked = struct.pack("IIQQQQQ", 0, _SIZE, _INSTRUCTIONS, 0, 0, 0, _WITHOUT_KERNEL).ljust(_SIZE, b"\0")
    call = _CALLS.get(platform.machine()) if platform.system() == "Linux" else None
    counter = -1 if call is None else ctypes.CDLL(None).syscall(call, asked, 0, -1, -1, 0)
    if counter < 0:
        yield lambda: math.nan
        return
    try:
        yield lambda: struct.unpack("q", os.read(counter, 8))[0] / 1e6
    finally:
        os.close(counter)
