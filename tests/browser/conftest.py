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
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not CHROMIUM:
        missing = pytest.mark.skip(reason="no browser: apt-get install chromium (Debian's package)")
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def alone() -> bool:
    """Whether a process may be started in a network namespace of its own."""
    tools = all(shutil.which(tool) for tool in ("unshare", "nsenter", "ip"))
    return tools and subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode == 0


@pytest.fixture(scope="session")
def server(made_up_folder: Path, alone: bool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """A running dashboard over the made-up reports, started as `make run` starts it: its process and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "serve.py", "--server.port", str(port)]
    if alone:
        command = ["unshare", "--net", "sh", "-c", LOOPBACK_ALONE, "sh", *command]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with log.open("w") as written:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"ESEP_WAREHOUSE": str(made_up_folder)}, stdout=written, stderr=written
        )
    wait_for(log, process)
    yield process.pid, f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def wait_for(log: Path, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Return once the server says that it has started; from outside its namespace nobody can ask it."""
    end = time.monotonic() + seconds
    while "server started" not in log.read_text(encoding="utf-8"):
        if time.monotonic() > end or process.poll() is not None:
            raise TimeoutError(f"The server did not start:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.1)


@pytest.fixture(scope="session")
def address(server: tuple[int, str]) -> str:
    return server[1]


@pytest.fixture(scope="session")
def browser(server: tuple[int, str], alone: bool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium beside the server; it speaks with the tests through a pipe, which needs no network."""
    launched_by = str(CHROMIUM)
    if alone:
        wrapper = tmp_path_factory.mktemp("browser") / "chromium"
        wrapper.write_text(f'#!/bin/sh\nexec nsenter --net=/proc/{server[0]}/ns/net {CHROMIUM} "$@"\n')
        wrapper.chmod(0o755)
        launched_by = str(wrapper)
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=launched_by, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    one = Reader(browser, address)
    yield one
    one.context.close()
