"""The SQL files keep what their headers promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from lake.duck import DuckSettings, connect, empty_table
from lake.endpoints import ENDPOINTS
from lake.sql_files import SqlFile, load_folder
from transform.build import give_games
from transform.catalog import DOCUMENTED_GAMES, PLAYERS_IN_BOXES, load_catalog, relation
from validate.game_lists import GAME_LISTS
from validate.inventory import ARCHIVED_DOCUMENTS, OWED_DOCUMENTS
from validate.looked_at import SEASONS_LOOKED_AT
from validate.null_values import NULL_VALUES
from validate.owed_files import OWED_FILES
from validate.read_objects import READ_OBJECTS
from validate.season_documents import SEASON_DOCUMENTS
from validate.stored_files import STORED_FILES

FOLDERS = {
    name: load_folder(name) for name in ("functions", "staging", "tables", "inventory", "checks")
}
STAGING, TABLES, INVENTORY, CHECKS = (
    FOLDERS[name] for name in ("staging", "tables", "inventory", "checks")
)


def columns_of(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())


JUDGED_TOO = {
    "held_games": "season varchar, month integer, game_id varchar, reason varchar, "
    "tables varchar[]",
    "owed_documents": columns_of(OWED_DOCUMENTS),
    "archived_documents": columns_of(ARCHIVED_DOCUMENTS),
    "season_documents": columns_of(SEASON_DOCUMENTS),
    "owed_files": columns_of(OWED_FILES),
    "game_lists": columns_of(GAME_LISTS),
    "seasons_looked_at": columns_of(SEASONS_LOOKED_AT),
    "read_objects": columns_of(READ_OBJECTS),
    "stored_files": columns_of(STORED_FILES),
    "null_values": columns_of(NULL_VALUES),
    **{name: columns_of(dict(file.columns)) for name, file in INVENTORY.items()},
    "request_log": "season varchar, run_id varchar, request_number integer, "
    "sent_at timestamp with time zone, endpoint varchar, entity varchar, attempt integer, "
    "outcome varchar, status integer, elapsed_ms integer, bytes bigint, delay_s double, "
    "error varchar",
    "published_files": "published_key varchar, season varchar, month integer, table_name varchar, "
    "row_count bigint, told_season varchar, told_month varchar, told_row_count bigint, "
    "first_season varchar, last_season varchar, first_month integer, last_month integer, "
    "column_count bigint, told_column_count bigint, told_fingerprint varchar, "
    "told_until timestamp with time zone",
    "published_columns": "published_key varchar, season varchar, month integer, "
    "table_name varchar, column_name varchar, column_type varchar",
    "expected_columns": "table_name varchar, column_name varchar, column_type varchar",
}
DIMENSIONS = {
    "completeness",
    "accuracy",
    "consistency",
    "validity",
    "uniqueness",
    "anomaly",
    "courtesy",
}

STATISTICS = (
    "minutes fgm fga fg_pct fg3m fg3a fg3_pct ftm fta ft_pct oreb dreb reb ast stl blk tov pf pts "
    "plus_minus"
)
ADVANCED = (
    "minutes off_rating def_rating net_rating ast_pct ast_to_tov ast_ratio oreb_pct dreb_pct "
    "reb_pct tov_ratio efg_pct ts_pct usg_pct pace pace_per_40 possessions pie est_off_rating "
    "est_def_rating est_net_rating est_usg_pct est_pace"
)
# What the design says of the tables: dataset, key, and the columns after it. season, where it is
# no part of the key, follows the key, and so does the month of the tables of games.
DESIGN = {
    "games": (
        "games",
        "game_id",
        "season_type game_date tip_off_utc status home_team_id away_team_id home_tricode "
        "away_tricode home_score away_score winner_team_id periods is_neutral_site arena_id "
        "arena_name arena_city arena_state arena_country attendance duration_minutes label "
        "series_text",
    ),
    "officials": ("games", "game_id official_id", "official_name jersey_number assignment"),
    "line_scores": ("games", "game_id team_id period", "points"),
    "inactive_players": ("games", "game_id player_id", "team_id player_name jersey_number"),
    "player_box_traditional": (
        "box-scores",
        "game_id player_id",
        "game_date team_id is_home player_name starting_position is_starter did_play comment "
        + STATISTICS,
    ),
    "team_box_traditional": ("box-scores", "game_id team_id", "game_date is_home " + STATISTICS),
    "player_box_advanced": ("box-scores", "game_id player_id", "game_date team_id " + ADVANCED),
    "team_box_advanced": (
        "box-scores",
        "game_id team_id",
        "game_date " + ADVANCED + " est_tov_ratio",
    ),
    "play_by_play": (
        "play-by-play",
        "game_id event_index",
        "game_date action_number period clock seconds_remaining team_id player_id player_name "
        "action_type sub_type description x y shot_distance_ft shot_value shot_result "
        "is_field_goal points home_score away_score assist_player_id other_player_id",
    ),
    "players": (
        "players",
        "player_id",
        "first_name last_name full_name birth_date height_inches weight_lbs position country "
        "school draft_year draft_round draft_number from_year to_year team_id",
    ),
    "rosters": (
        "players",
        "season team_id player_id",
        "player_name jersey_number position height_inches weight_lbs birth_date experience_years "
        "how_acquired",
    ),
    "coaches": ("players", "season team_id coach_id", "coach_name coach_type is_assistant"),
    "teams": ("teams", "season team_id", "city name tricode conference division wins losses"),
}
OF_SEASONS = {"players", "rosters", "coaches", "teams"}
# The first of these that fits a column's name tells its type.
DESIGNED_TYPES = (
    ("game_id", "VARCHAR"),
    (".*_id", "BIGINT"),
    ("(game|birth)_date", "DATE"),
    (".*_utc", "TIMESTAMP WITH TIME ZONE"),
    ("minutes|.*_pct|pie|seconds_remaining", "DOUBLE"),
    ("(est_)?(off|def|net)_rating|(est_)?pace|pace_per_40|possessions", "DOUBLE"),
    ("(est_)?tov_ratio|ast_ratio|ast_to_tov", "DOUBLE"),
    ("(is|did)_.*", "BOOLEAN"),
    ("season|.*_(name|tricode|city|state|country|type|text|number|position)", "VARCHAR"),
    ("status|label|comment|clock|description|assignment|shot_result", "VARCHAR"),
    ("name|tricode|city|country|conference|division|position|school|how_acquired", "VARCHAR"),
    (".*", "INTEGER"),
)


def every(*folders: str) -> pytest.MarkDecorator:
    """One case for each file of some folders."""
    cases = [(folder, file) for folder in folders for file in FOLDERS[folder].values()]
    names = [f"{folder}/{file.name}" for folder, file in cases]
    return pytest.mark.parametrize(("folder", "file"), cases, ids=names)


@pytest.fixture(scope="module")
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every staging relation and table as built from no document at all."""
    values = {"season": "2024-25"}
    with connect(DuckSettings(threads=1)) as connection:
        give_games(connection, [])
        connection.execute(
            "create table staging.players_in_boxes (player_id bigint, player_name varchar)"
        )
        connection.execute("create table raw_documents (raw_key varchar, content varchar)")
        catalog = load_catalog()
        for name, file in catalog.needed(catalog.files, {DOCUMENTED_GAMES, PLAYERS_IN_BOXES}):
            (statement,) = connection.extract_statements(file.statement)
            parameters = {key: values[key] for key in statement.named_parameters}
            connection.execute(f"create table {relation(name)} as {file.statement}", parameters)
        connection.execute("create table game_list_answers (season varchar, body varchar)")
        connection.execute(
            "create table archived_biographies (player_id bigint, captured_at timestamptz)"
        )
        connection.execute(
            "create table archived_team_answers (season varchar, team_id bigint, endpoint varchar)"
        )
        for name, columns in JUDGED_TOO.items():
            connection.execute(f"create table {name} ({columns})")
        yield connection


@every("functions", "staging", "tables", "inventory", "checks")
def test_a_file_is_one_statement_with_the_parameters_its_header_implies(
    folder: str, file: SqlFile
) -> None:
    (statement,) = duckdb.extract_statements(file.statement)
    assert statement.named_parameters == ({"season"} if folder == "tables" else set())


@every("tables")
def test_a_table_names_where_its_rows_go_and_come_from(folder: str, file: SqlFile) -> None:
    assert file.fields.keys() >= {file.name, "dataset", "grain", "needs", "partition", "source"}
    assert file.names("partition") == (
        ("season",) if file.name in OF_SEASONS else ("season", "month")
    )
    assert set(file.names("source")) <= ENDPOINTS.keys()


@every("staging")
def test_a_staging_file_names_its_grain_and_its_source(folder: str, file: SqlFile) -> None:
    assert file.fields.keys() >= {file.name, "grain", "source"}
    assert set(file.names("source")) <= ENDPOINTS.keys()


@every("tables")
def test_the_columns_of_a_header_are_those_of_the_built_table(
    folder: str, file: SqlFile, built: duckdb.DuckDBPyConnection
) -> None:
    described = built.execute(f'describe "{file.name}"').fetchall()
    assert file.columns == tuple((name, kind) for name, kind, *_ in described)


@every("tables")
def test_every_published_column_is_described(folder: str, file: SqlFile) -> None:
    assert list(file.descriptions) == [name for name, _ in file.columns]


def test_every_designed_table_is_there_and_no_other() -> None:
    assert TABLES.keys() == DESIGN.keys()


@every("tables")
def test_a_table_has_the_columns_of_the_design(folder: str, file: SqlFile) -> None:
    dataset, key, columns = DESIGN[file.name]
    assert file.field("dataset") == dataset
    assert file.names("grain") == tuple(key.split())
    names = [name for name, _ in file.columns]
    season = [] if "season" in key.split() else ["season"]
    month = [] if file.name in OF_SEASONS else ["month"]
    assert names == [*key.split(), *season, *month, *columns.split()]


@every("tables")
def test_a_column_has_the_type_of_the_design(folder: str, file: SqlFile) -> None:
    expected = tuple(
        (name, next(kind for sign, kind in DESIGNED_TYPES if re.fullmatch(sign, name)))
        for name, _ in file.columns
    )
    integers = dict.fromkeys(["action_number", "duration_minutes", "draft_number"], "INTEGER")
    assert file.columns == tuple((name, integers.get(name, kind)) for name, kind in expected)


@every("staging", "tables")
def test_needs_are_the_relations_that_a_statement_reads(folder: str, file: SqlFile) -> None:
    needed = file.names("needs")
    known = {f"{name}/{other}" for name in ("staging", "tables") for other in FOLDERS[name]}
    assert set(needed) <= known | {DOCUMENTED_GAMES, PLAYERS_IN_BOXES}
    relations = {name.removeprefix("tables/").replace("/", ".") for name in needed}
    assert relations_read_by(file.statement) == relations | set(file.names("reads"))


@every("checks")
def test_a_check_reads_what_it_is_over_and_what_it_needs(folder: str, file: SqlFile) -> None:
    needed = {name.removesuffix("?") for name in file.names("needs")} | {file.field("over")}
    assert needed <= TABLES.keys() | JUDGED_TOO.keys()
    assert relations_read_by(file.statement) == needed


@every("checks")
def test_a_check_says_all_that_a_report_tells(folder: str, file: SqlFile) -> None:
    fields = ("check", "claim", "dimension", "severity", "over", "grain", "tolerance")
    assert file.fields.keys() >= set(fields)
    assert file.field("check") == file.name
    assert file.field("dimension") in DIMENSIONS
    assert file.field("severity") in {"error", "warn"}


def test_a_check_stands_in_the_folder_of_its_dimension() -> None:
    folder = Path(str(files("sql"))) / "checks"
    for path in folder.rglob("*.sql"):
        assert CHECKS[path.stem].field("dimension") == path.parent.name


@every("checks")
def test_a_check_returns_its_key_what_was_expected_and_what_is_there(
    folder: str, file: SqlFile, built: duckdb.DuckDBPyConnection
) -> None:
    columns = [row[0] for row in built.execute(f"describe {file.statement}").fetchall()]
    assert columns[: len(file.names("grain"))] == list(file.names("grain"))
    assert columns[-2:] == ["expected", "observed"]


@every("inventory")
def test_a_relation_of_the_inventory_has_the_columns_of_its_header(
    folder: str, file: SqlFile, built: duckdb.DuckDBPyConnection
) -> None:
    described = built.execute(f"describe {file.statement}").fetchall()
    assert file.columns == tuple((name, kind) for name, kind, *_ in described)
    assert list(file.descriptions) == [name for name, _ in file.columns]
    assert set(file.names("grain")) <= set(file.descriptions)


@every("inventory")
def test_a_relation_of_the_inventory_reads_what_it_needs(folder: str, file: SqlFile) -> None:
    needed = {name.rpartition("/")[2] for name in file.names("needs")}
    assert needed <= TABLES.keys() | INVENTORY.keys()
    assert relations_read_by(file.statement) == needed | set(file.names("reads"))


@every("staging", "tables", "inventory", "checks")
def test_the_last_select_names_its_columns(folder: str, file: SqlFile) -> None:
    last = re.split(r"^select\b", file.statement, flags=re.MULTILINE)[-1]
    assert re.search(r"(?:\A|,|\.)\s*\*\s*(?:,|$|from\b)", last) is None


@every("checks")
def test_the_findings_of_a_check_are_ordered_by_its_key(folder: str, file: SqlFile) -> None:
    _, ordered, order = file.statement.rpartition("\norder by ")
    assert ordered, "the statement has no order by at its end"
    columns = [column.strip().rpartition(".")[2] for column in order.split(",")]
    assert columns[: len(file.names("grain"))] == list(file.names("grain"))


def test_an_empty_table_has_the_columns_of_its_header() -> None:
    with connect(DuckSettings(threads=1)) as connection:
        empty_table(connection, TABLES["officials"])
        described = connection.execute("describe officials").fetchall()
    assert tuple((name, kind) for name, kind, *_ in described) == TABLES["officials"].columns


def test_the_staged_endpoints_are_those_with_a_file_that_reads_raw_objects(tmp_path: Path) -> None:
    catalog = load_catalog()
    assert sorted(catalog.endpoints(catalog.files, {DOCUMENTED_GAMES, PLAYERS_IN_BOXES})) == [
        "boxscoreadvancedv2",
        "boxscoreadvancedv3",
        "boxscoresummaryv2",
        "boxscoresummaryv3",
        "boxscoretraditionalv2",
        "boxscoretraditionalv3",
        "commonallplayers",
        "commonplayerinfo",
        "commonteamroster",
        "leaguegamefinder",
        "playbyplayv2",
        "playbyplayv3",
        "teaminfocommon",
    ]


def relations_read_by(statement: str) -> set[str]:
    """The relations after from and join, without the CTEs, comments and table functions."""
    plain = re.sub(r"--.*", "", statement).replace("distinct from", "differs")
    own = set(re.findall(r"\b([a-z_0-9]+) as (?:materialized )?\(", plain))
    read = set(re.findall(r"\b(?:from|join)\s+([a-z_0-9.]+)(?!\s*\(|[a-z_0-9.])", plain))
    return read - own


def test_the_page_about_checks_tells_the_columns_of_every_relation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "sql.md").read_text("utf-8")
    told = {
        name: [column.strip() for column in columns.split(",")]
        for name, columns in re.findall(r"^- `(\w+)\(([^)]*)\)`", page, re.MULTILINE)
    }
    with connect(DuckSettings(threads=1)) as connection:
        for name, columns in JUDGED_TOO.items():
            connection.execute(f"create table {name} ({columns})")
            described = connection.execute(f"describe {name}").fetchall()
            assert told.get(name) == [row[0] for row in described], name
    assert told.keys() == JUDGED_TOO.keys()
