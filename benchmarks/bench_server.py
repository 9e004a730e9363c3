"""The dashboard as a server: start, reruns, many readers at once, bytes sent: python -m benchmarks.bench_server [REPORTS] [WAREHOUSE]

A reader here is a websocket that asks for a page as the browser does, and again, and reads until the script has ended.
Limits: a rerun's round trip at most the script plus 15 ms; 40 reruns a second; p95 under 150 ms with 20 readers who
pause a second; a table at most 60 kB; the first page after the start at most 1.1 times a bare Streamlit app that
imports the same libraries. The reader and the server share the machine, so other work on it counts against both.

The limits of a crowd were set on a machine that reran a plain page (plain_page.py: four queries, three charts, a table)
53 times a second, with a p95 of 92 ms. How fast a machine is changes that page and ours alike, so the crowd comes to both
by turns, and pauses as much longer as the machine is slower: at least 0.75 times the reruns of the plain page, and at most
1.6 times its p95, is what the limits ask for on any machine.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.request import urlopen

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.parts import PAGES
from tests import made_up_warehouse

ROOT = Path(__file__).parents[1]
REPORTS = 1_000
RERUNS, READERS, SECONDS = 15, 20, 10
STARTS = 5
ROUNDS = 3
PLAIN_RERUNS = 53  # a second, where the limits were set
PLAIN = "benchmarks/plain_page.py"
LIBRARIES = ("streamlit", "pandas", "plotly.graph_objects", "duckdb", "openpyxl", "babel")


@contextmanager
def server(folder: Path, script: str = "serve.py") -> Iterator[int]:
    """A server of its own process on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, script] if script == "serve.py" else [sys.executable, "-m", "streamlit", "run", script]
    process = subprocess.Popen(
        [*command, "--server.port", str(port), "--server.headless", "true"],
        cwd=ROOT,
        # bytecode is kept, as where people start it: the libraries' is, and the project's would be compiled at every start
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        | {"ESEP_WAREHOUSE": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.02)


class Reader:
    """One browser's connection; what the last run sent, in bytes: in all, and its longest message."""

    def __init__(self, socket_: Any, page: str, query: str = "lang=ru") -> None:
        self.socket, self.page, self.query = socket_, page, query
        self.sent_bytes, self.longest_bytes = 0, 0

    async def run(self) -> float:
        """Ask for the page and return the milliseconds until its script has ended."""
        start = time.perf_counter()
        state = ClientState(query_string=self.query, page_name=self.page)
        await self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        self.sent_bytes = self.longest_bytes = 0
        while True:
            data = await self.socket.recv()
            self.sent_bytes += len(data)
            self.longest_bytes = max(self.longest_bytes, len(data))
            if ForwardMsg.FromString(data).WhichOneof("type") == "script_finished":
                return (time.perf_counter() - start) * 1000


def connected(port: int) -> Any:
    """A websocket to the server."""
    return websockets.connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None)


async def first_page_ms(port: int, began: float, page: str) -> float:
    """Milliseconds from the start of the process to the end of the first reader's first run."""
    await asyncio.to_thread(wait_for, port)
    async with connected(port) as socket_:
        await Reader(socket_, page).run()
    return (time.perf_counter() - began) * 1000


def start_ms(folder: Path, script: str, page: str) -> float:
    """The same, of a server started for it."""
    began = time.perf_counter()
    with server(folder, script) as port:
        return asyncio.run(first_page_ms(port, began, page))


async def reruns(port: int, page: str) -> tuple[list[float], Reader]:
    """Milliseconds of reruns of a page, half a tenth of a second apart."""
    async with connected(port) as socket_:
        reader = Reader(socket_, page)
        await reader.run()
        await reader.run()
        times = []
        for _ in range(RERUNS):
            await asyncio.sleep(0.05)
            times.append(await reader.run())
        return times, reader


async def crowd(port: int, readers: int, pause: float, pages: Sequence[str]) -> tuple[float, float]:
    """Reruns a second of many readers on some pages, and the milliseconds within which 95 of 100 of them ended."""
    times: list[float] = []
    end = time.perf_counter() + SECONDS

    async def one(number: int) -> None:
        async with connected(port) as socket_:
            reader = Reader(socket_, pages[number % len(pages)])
            await reader.run()
            await asyncio.sleep(pause * number / readers)
            while time.perf_counter() < end:
                times.append(await reader.run())
                await asyncio.sleep(pause)

    await asyncio.gather(*(one(number) for number in range(readers)))
    return len(times) / SECONDS, quantiles(times, n=20)[-1]


def crowds(port: int, plain_port: int, readers: int, pause: float) -> tuple[str, float]:
    """What many readers see of our pages and, by turns, of a plain page; and how often a second that was rerun."""
    rounds = [
        (asyncio.run(crowd(port, readers, pause, list(PAGES))), asyncio.run(crowd(plain_port, readers, pause, [""])))
        for _ in range(ROUNDS)
    ]
    ours, plain = zip(*rounds, strict=True)
    rate, p95 = map(median, zip(*ours, strict=True))
    plain_rate, plain_p95 = map(median, zip(*plain, strict=True))
    told = (
        f"{readers} readers, pause {pause:.1f} s: {rate:.1f} reruns/s, p95 {p95:.0f} ms; "
        f"plain page {plain_rate:.1f}/s, {plain_p95:.0f} ms: {rate / plain_rate:.2f}x and {p95 / plain_p95:.2f}x"
    )
    return told, plain_rate


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else name)
        if len(sys.argv) <= 2:
            made_up_warehouse.build(folder, count)
        bare = Path(name) / "bare.py"
        bare.write_text("\n".join(f"import {library}" for library in LIBRARIES) + "\nstreamlit.write(1)\n")
        start_ms(folder, "serve.py", "overview")  # compiles
        starts = [(start_ms(folder, "serve.py", "overview"), start_ms(folder, str(bare), "")) for _ in range(STARTS)]
        ours, plain = zip(*starts, strict=True)  # by turns: other work on the machine counts against both
        print(
            f"first page after start: {median(ours):.0f} ms, bare {median(plain):.0f} ms, {median(ours) / median(plain):.2f}x"
        )
        with server(folder) as port:
            wait_for(port)
            for page in PAGES:
                times, reader = asyncio.run(reruns(port, page))
                sent = f"{reader.sent_bytes / 1000:7.0f} kB, longest message {reader.longest_bytes / 1000:5.0f} kB"
                print(f"{page:16} rerun {median(times):6.0f} ms  {sent}")
            with server(folder, PLAIN) as plain_port:
                wait_for(plain_port)
                told, plain_rate = crowds(port, plain_port, 5, 0.0)
                print(told)
                print(crowds(port, plain_port, READERS, PLAIN_RERUNS / plain_rate)[0])


if __name__ == "__main__":
    main()
