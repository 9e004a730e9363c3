"""SQL for analysts: what may be asked is answered, whatever tries to break out is refused, and the parent lives on."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import metrics
from metrics import Snapshot, bench
from metrics.bench import Limits, Refused, ask_sql

SHORT = Limits(seconds=2)


def refused(query: str, at: Snapshot, limits: Limits = bench.LIMITS) -> Refused:
    """Why a query is not answered; and that the next one is."""
    with pytest.raises(Refused) as caught:
        ask_sql(query, at, limits)
    assert ask_sql("select 1 as one", at).rows.to_pylist() == [{"one": 1}]
    return caught.value


# --- what is answered ---


def test_a_select_is_answered_by_the_tables_of_the_release(made_up: Snapshot) -> None:
    told = ask_sql("select count(*) as report_count, sum(grant_kzt) as grant_kzt from latest_report", made_up)
    totals = metrics.ask("portfolio_totals", at=made_up).iloc[0]
    [row] = told.rows.to_pylist()
    assert (row["report_count"], row["grant_kzt"]) == (totals["report_count"], totals["grant_kzt"])
    assert not told.is_cut


def test_indicators_are_judged_as_on_the_pages(made_up: Snapshot) -> None:
    query = "select count(*) as n from judged_indicator join latest_report using (report_id) where is_judged and outcome = 'missed'"
    assert (
        ask_sql(query, made_up).rows.to_pylist()[0]["n"]
        == metrics.ask("portfolio_totals", at=made_up)["missed_count"].iloc[0]
    )


@pytest.mark.parametrize(
    "query",
    [
        "from dim_region",
        "with regions as (from dim_region) select * from regions;",
        "describe dim_report",
        "summarize dim_region",
        "show tables",
        "-- a remark\nselect 1 -- and another",
        "values (1, 'қазақша')",
    ],
)
def test_whatever_only_reads_is_answered(query: str, made_up: Snapshot) -> None:
    assert ask_sql(query, made_up).rows.num_rows


def test_every_type_comes_through(made_up: Snapshot) -> None:
    query = """select 1::hugeint as huge, 1.50::decimal(9, 2) as money, date '2024-05-01' as day, [1, 2] as list,
        {'a': 1} as struct, map {'k': 1} as map, interval 1 day as span, 'x'::blob as bytes, null as nothing, true as yes"""
    frame = ask_sql(query, made_up).frame()
    assert frame["list"].iloc[0] == [1, 2]
    assert len(frame.columns) == 10


def test_rows_beyond_the_limit_are_cut_and_that_is_said(made_up: Snapshot) -> None:
    cut = ask_sql("from range(101)", made_up, Limits(rows=100))
    assert (cut.rows.num_rows, cut.is_cut) == (100, True)
    whole = ask_sql("from range(100)", made_up, Limits(rows=100))
    assert (whole.rows.num_rows, whole.is_cut) == (100, False)


def test_a_limit_keeps_the_order_that_was_asked_for(made_up: Snapshot) -> None:
    told = ask_sql("select i from range(100000) t(i) order by i desc", made_up, Limits(rows=3))
    assert told.rows.column("i").to_pylist() == [99999, 99998, 99997]


# --- what is not there ---


def test_neither_contacts_nor_the_release_itself_can_be_named(made_up: Snapshot) -> None:
    listed = {column.table for column in bench.columns(made_up)}
    assert "fact_indicator" in listed
    assert "who" not in {column.name for column in bench.columns(made_up)}, "people of the operator"
    assert not {table for table in listed if table.startswith(("private", "search"))}
    for table in ("private_contact", "warehouse.private_contact", "warehouse.fact_participants", "report_contact_list"):
        assert refused(f"from {table}", made_up).reason == "mistake"


def test_small_numbers_are_hidden_in_the_copy(made_up: Snapshot) -> None:
    told = ask_sql(
        "select min(people_count) filter (where people_count > 0) as least, "
        "count(*) filter (where cell_state = 'hidden') as hidden from fact_participants",
        made_up,
    )
    [row] = told.rows.to_pylist()
    assert row["least"] >= metrics.settings()["suppress_people_below"]
    assert row["hidden"] > 0
    words = ask_sql("select count(words) as n from source_cell where words_state = 'hidden'", made_up)
    assert words.rows.to_pylist() == [{"n": 0}]


def test_the_file_that_the_child_opens_holds_no_hidden_number_and_no_contact(made_up: Snapshot) -> None:
    with duckdb.connect(str(made_up.path), read_only=True) as release:
        private = [words for (words,) in release.execute("select words from private_contact").fetchall()]
        cells = release.execute(
            "select report_id, scope, dimension, category from fact_participants where people_count between 1 and 4"
        ).fetchall()
    assert cells
    with duckdb.connect(str(bench.open_file(made_up)), read_only=True) as copy:
        shown = copy.execute(
            "select report_id, scope, dimension, category from fact_participants where people_count is not null"
        ).fetchall()
    assert not set(cells) & set(shown)
    told = bench.open_file(made_up).read_bytes()
    assert [words for words in private if len(words) > 8 and words.encode() in told] == []


# --- breaking out ---

FILES = [
    "from read_csv('{file}')",
    "from read_text('{file}')",
    "from read_blob('/proc/self/environ')",
    "from read_json('{file}')",
    "from read_parquet('{folder}/*.parquet')",
    "from read_duckdb('{release}')",
    "from '{folder}/rows.parquet'",
    "from glob('{folder}/*')",
    "from parquet_metadata('{folder}/rows.parquet')",
    "from sniff_csv('{file}')",
    "from read_csv('http://127.0.0.1:1/x.csv')",
    "from query('from read_text(''{file}'')')",
]


@pytest.fixture
def secret(tmp_path: Path) -> Iterator[Path]:
    """A file that no query may read."""
    file = tmp_path / "secret.csv"
    file.write_text("word\nсекрет\n", encoding="utf-8")
    yield file
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.csv"], "and beside which none may write"


@pytest.mark.parametrize("query", FILES)
def test_files_and_the_network_are_closed(query: str, made_up: Snapshot, secret: Path) -> None:
    said = refused(query.format(file=secret, folder=secret.parent, release=made_up.path), made_up)
    assert said.reason == "forbidden"
    assert "секрет" not in str(said)


NOT_READING = [
    "copy (select 1) to '{folder}/out.csv'",
    "copy dim_report to '{folder}/out.parquet' (format parquet)",
    "export database '{folder}/out'",
    "import database '{folder}'",
    "attach '{release}' as other",
    "attach '{folder}/new.duckdb' as other",
    "attach ':memory:' as other",
    "detach memory",
    "use memory",
    "install httpfs",
    "load httpfs",
    "install sqlite from community",
    "set memory_limit = '100GB'",
    "set lock_configuration = false",
    "set enable_external_access = true",
    "reset enable_external_access",
    "set variable x = 1",
    "pragma enable_profiling",
    "pragma database_list",
    "call pragma_version()",
    "create table t as select 1",
    "create temp table t as select 1",
    "create macro m() as 1",
    "create secret s (type http)",
    "insert into dim_region select * from dim_region",
    "update dim_report set grant_kzt = 0",
    "delete from dim_report",
    "drop table dim_report",
    "alter table dim_report rename to x",
    "truncate dim_report",
    "vacuum",
    "checkpoint",
    "begin",
    "prepare p as select 1",
    "explain analyze select 1",
    "select 1; select 2",
    "select 1; attach '{release}' as other",
    "",
    "-- nothing but a remark",
]


@pytest.mark.parametrize("query", NOT_READING)
def test_whatever_does_more_than_read_is_refused(query: str, made_up: Snapshot, secret: Path) -> None:
    said = refused(query.format(folder=secret.parent, release=made_up.path), made_up)
    assert said.reason == "not_one_select"


@pytest.mark.parametrize(
    "query",
    [
        "from query('attach ''x.duckdb''')",
        "from query('copy (select 1) to ''/tmp/x''')",
        "from asked",  # names of the child's own Python
        "from limits",
        "from CLOSED",
        "select getenv('HOME')",  # DuckDB's command line knows it, the library does not
        "select system('id')",
        "select shellfs('id')",
        "from sqlite_scan('a', 'b')",
        "from postgres_scan('host=127.0.0.1', 'a', 'b')",
        "select nextval('s')",
        "select load_extension('x')",
        "from pg_read_file('/etc/passwd')",
    ],
)
def test_what_would_reach_out_of_the_database_is_not_known(query: str, made_up: Snapshot) -> None:
    assert refused(query, made_up).reason in ("mistake", "forbidden")


def test_the_child_has_no_environment(made_up: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESEP_SECRET", "құпия")
    settings = ask_sql("select name, value from duckdb_settings() where value like '%құпия%'", made_up).rows
    assert settings.num_rows == 0
    assert ask_sql("select current_setting('home_directory') as home", made_up).rows.to_pylist() == [{"home": ""}]


def test_nothing_that_a_query_leaves_is_met_by_the_next(made_up: Snapshot) -> None:
    before = bench.open_file(made_up).read_bytes()
    for query in NOT_READING:
        if "{" not in query:
            with pytest.raises(Refused):
                ask_sql(query, made_up)
    assert bench.open_file(made_up).read_bytes() == before


# --- memory, time, size ---


@pytest.mark.parametrize(
    "query",
    [
        "select repeat('x', 2000000000)",  # which DuckDB's own memory_limit lets pass
        "select length(repeat('x', 4000000000))",
        "select list(i) from range(400000000) t(i)",
        "select i, row_number() over (order by hash(i)) from range(200000000) t(i)",
    ],
)
def test_a_query_that_wants_too_much_memory_is_stopped(query: str, made_up: Snapshot) -> None:
    assert refused(query, made_up, Limits(memory_bytes=1 << 30)).reason == "too_much_memory"


@pytest.mark.parametrize(
    "query",
    [
        "with recursive n as (select 1 as i union all select i + 1 from n) select count(*) from n",
        "select count(*) from range(100000000) a, range(1000000) b",
        "select sum(length(regexp_replace(repeat('ab' || i, 200), '(a|b)', 'cc', 'g'))) from range(1000000000) t(i)",
    ],
)
def test_a_query_that_takes_too_long_is_stopped(query: str, made_up: Snapshot) -> None:
    assert refused(query, made_up, SHORT).reason == "too_long"


def test_a_child_that_hangs_is_killed(made_up: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever hangs where DuckDB's own clock does not reach."""
    pid = tmp_path / "pid"
    child = tmp_path / "child.py"
    child.write_text(f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)")
    monkeypatch.setattr(bench, "CHILD", child)
    with pytest.raises(Refused) as caught:
        ask_sql("select 1", made_up, Limits(seconds=1))
    assert caught.value.reason == "too_long"
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_a_child_that_never_stops_talking_is_killed(
    made_up: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text("import sys\nwhile True: sys.stdout.write('x' * 65536)")
    monkeypatch.setattr(bench, "CHILD", child)
    with pytest.raises(Refused) as caught:
        ask_sql("select 1", made_up, Limits(result_bytes=1 << 20))
    assert caught.value.reason == "too_large"


def test_a_child_that_dies_says_why_it_may_have(
    made_up: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text("import os\nos.abort()")
    monkeypatch.setattr(bench, "CHILD", child)
    with pytest.raises(Refused) as caught:
        ask_sql("select 1", made_up)
    assert caught.value.reason == "too_much_memory"


def test_an_answer_that_is_too_large_is_refused(made_up: Snapshot) -> None:
    query = "select repeat('x', 1000000) as words from range(100)"
    assert refused(query, made_up, Limits(result_bytes=1 << 20)).reason == "too_large"


def test_the_child_may_not_fork_or_write(made_up: Snapshot) -> None:
    """Bounds of the process itself, beyond what DuckDB refuses."""
    told = (Path(bench.__file__).parent / "sql_child.py").read_text(encoding="utf-8")
    for bound in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NPROC"):
        assert f"resource.setrlimit(resource.{bound}" in told


def test_queries_beyond_those_at_once_wait_and_are_then_told_to(
    made_up: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "_running", threading.BoundedSemaphore(1))
    bench._running.acquire()
    with pytest.raises(Refused) as caught:
        ask_sql("select 1", made_up, Limits(seconds=1))
    assert caught.value.reason == "busy"


# --- mistakes ---


def test_a_mistake_is_told_in_duckdbs_own_words(made_up: Snapshot) -> None:
    said = refused("select nope from dim_report", made_up)
    assert said.reason == "mistake"
    assert 'Referenced column "nope" not found' in str(said)


def test_every_reason_is_known() -> None:
    told = (Path(bench.__file__).parent / "sql_child.py").read_text(encoding="utf-8")
    for reason in ("not_one_select", "forbidden", "too_long", "too_much_memory", "too_large", "mistake"):
        assert f'"{reason}"' in told
        assert reason in bench.REASONS
