"""The process in which one question in SQL is asked, and which ends with it: python -I metrics/sql_child.py

The parent (metrics/bench.py) says on standard input what to ask of which file, and within which limits; the answer is a
line of JSON and, after it, the rows as an Arrow stream. It imports nothing of ours: what an analyst may type must meet as
little as possible. The parent closes what is closed nowhere else: it gives no environment, and kills what takes too long.

What DuckDB is told to refuse, and why that alone does not do: one long text takes any memory and any time, whatever
memory_limit and max_execution_time say (measured with 2.0.0: repeat('x', 2000000000)). So the process itself is bounded,
before DuckDB is loaded.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any, Final

CLOSED: Final[
    dict[str, Any]
] = {  # nothing but the file that is opened: no other files, no network, no extensions, and no way to undo it
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",  # a size of 0B alone lets it write (2.0.0)
    "max_temp_directory_size": "0B",
    "threads": "1",
    "lock_configuration": "true",
}
REASONS: Final = {  # DuckDB's errors by the start of their class's name -> why nothing is answered
    "Permission": "forbidden",
    "Interrupt": "too_long",
    "OutOfMemory": "too_much_memory",
    "Memory": "too_much_memory",
}


class Refused(Exception):  # noqa: N818 - what happened
    """The question is not answered; `reason` is a code that has words."""

    def __init__(self, reason: str, details: str = "") -> None:
        super().__init__(details)
        self.reason = reason


def main() -> None:
    """Answer what standard input asks, and end."""
    asked: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    _bound(asked)
    try:
        rows, is_cut = _answer(asked)
        if rows.nbytes > asked["result_bytes"]:
            raise Refused("too_large", f"{rows.nbytes:,} B > {asked['result_bytes']:,} B")
        _write({"is_cut": is_cut}, rows)
    except Refused as refused:
        _write({"reason": refused.reason, "details": str(refused)})
    except Exception as error:
        _write({"reason": _reason(error), "details": str(error)})


def _bound(asked: dict[str, Any]) -> None:
    """From here on the process gets no more memory and time than it is given, and writes no file."""
    memory, seconds = asked["memory_bytes"], asked["seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(asked: dict[str, Any]) -> tuple[Any, bool]:
    """The rows as an Arrow table, and whether there were more than may be had."""
    import duckdb

    limits = {"memory_limit": f"{asked['memory_bytes'] // 2}B", "max_execution_time": str(asked["seconds"] * 1000)}
    connection = duckdb.connect(asked["file"], read_only=True, config=CLOSED | limits)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    statements = connection.extract_statements(asked["query"])
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise Refused("not_one_select")
    rows = connection.sql(statements[0]).limit(asked["rows"] + 1).to_arrow_table()
    return rows.slice(0, asked["rows"]), rows.num_rows > asked["rows"]


def _reason(error: Exception) -> str:
    name = type(error).__name__
    if "disabled by configuration" in str(error):
        return "forbidden"
    return next((reason for start, reason in REASONS.items() if name.startswith(start)), "mistake")


def _write(said: dict[str, Any], rows: Any = None) -> None:
    out = sys.stdout.buffer
    out.write(json.dumps(said).encode() + b"\n")
    if rows is not None:
        import pyarrow

        with pyarrow.ipc.new_stream(out, rows.schema) as stream:
            stream.write_table(rows)
    out.flush()


if __name__ == "__main__":
    main()
