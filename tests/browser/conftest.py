"""One dashboard and one browser for all browser tests, with no way out of the machine.

Where the system lets us (root, or a container of its own), both live in a network namespace that has nothing but the
loopback: what asks the outside for anything fails there. Elsewhere the browser alone is told to know no other host.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

import metrics
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: requirements-dev.txt")

ROOT: Final = Path(__file__).parents[2]
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
LOOPBACK_ALONE: Final = 'ip link set lo up && exec "$@"'


class Server(NamedTuple):
    """A running dashboard: its address, and how a command is begun that is to meet it."""

    address: str
    inside: Sequence[str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not CHROMIUM:
        missing = pytest.mark.skip(reason="no browser: apt-get install chromium (Debian's package)")
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def told(made_up: metrics.Snapshot) -> dict[str, str]:
    """A final report of 2024 with as much in it as any: the row of the list of projects."""
    answer = metrics.ask("project_list", at=made_up)
    full = answer[(answer["form_code"] == "final") & (answer["report_year"] == 2024)]
    row: dict[str, str] = full.sort_values(["indicator_count", "project_key"]).iloc[-1].to_dict()
    return row


@pytest.fixture(scope="session")
def alone() -> bool:
    """Whether a process may be started in a network namespace of its own."""
    tools = all(shutil.which(tool) for tool in ("unshare", "nsenter", "ip"))
    return tools and subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode == 0


@contextmanager
def dashboard(warehouse: Path, alone: bool) -> Iterator[Server]:
    """A running dashboard over a warehouse, started as `make run` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "serve.py", "--server.port", str(port)]
    if alone:
        command = ["unshare", "--net", "sh", "-c", LOOPBACK_ALONE, "sh", *command]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"ESEP_WAREHOUSE": str(warehouse)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    inside = ("nsenter", f"--net=/proc/{process.pid}/ns/net") if alone else ()
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", inside)
        yield Server(f"http://127.0.0.1:{port}", inside)
    finally:
        process.terminate()
        process.wait()


def wait_for(health: str, inside: Sequence[str], seconds: float = 60) -> None:
    """Return once the server answers; only from inside its namespace can anybody ask it."""
    end = time.monotonic() + seconds
    asks = [*inside, sys.executable, "-c", f"import urllib.request as r; r.urlopen({health!r}, timeout=1)"]
    while subprocess.run(asks, capture_output=True).returncode:
        if time.monotonic() > end:
            raise TimeoutError(f"{health} does not answer")
        time.sleep(0.1)


@contextmanager
def chromium(driver: Playwright, inside: Sequence[str], folder: Path) -> Iterator[Browser]:
    """Chromium beside a server; it speaks with the tests through a pipe, which needs no network."""
    wrapper = folder / "chromium"
    wrapper.write_text(f'#!/bin/sh\nexec {" ".join(inside)} {CHROMIUM} "$@"\n')
    wrapper.chmod(0o755)
    launched = driver.chromium.launch(executable_path=str(wrapper), args=FLAGS)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def server(made_up_folder: Path, alone: bool) -> Iterator[Server]:
    with dashboard(made_up_folder, alone) as running:
        yield running


@pytest.fixture(scope="session")
def address(server: Server) -> str:
    return server.address


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with playwright.sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(driver: Playwright, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(driver, server.inside, tmp_path_factory.mktemp("browser")) as launched:
        yield launched


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    one = Reader(browser, address)
    yield one
    one.context.close()
