"""Lakes to measure with: archives of invented seasons that are kept, and fresh copies of them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import measure

OF_GAMES = (
    "leaguegamefinder",
    "boxscoresummaryv3",
    "boxscoretraditionalv3",
    "boxscoreadvancedv3",
    "playbyplayv3",
)
OF_PEOPLE = ("commonallplayers", "commonteamroster", "teaminfocommon", "commonplayerinfo")
_WRITER = Path(__file__).with_name("season_archive.py")


@dataclass(frozen=True)
class Archives:
    """A folder with one archive a season; one that is there already is not written again."""

    work: Path
    seed: int

    def write(self, seasons: Sequence[str], games: int) -> list[Path]:
        """Write what is missing, one season a core; `games` 0 is all of them."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(lambda season: self._write(season, games), seasons))

    def _write(self, season: str, games: int) -> Path:
        archive = self.work / f"{season}-seed-{self.seed}-games-{games or 'all'}"
        if not archive.exists():
            unfinished = archive.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            options = ("--season", season, "--seed", str(self.seed), "--games", str(games))
            measure([sys.executable, _WRITER, unfinished, "--people", *options])
            unfinished.rename(archive)
        return archive

    @contextmanager
    def lake(self, archives: Sequence[Path], endpoints: Sequence[str] = OF_GAMES) -> Iterator[Path]:
        """Lend a lake with the answers of some archives and nothing else, made of hard links."""
        with TemporaryDirectory(prefix="lake-", dir=self.work) as folder:
            for archive in archives:
                for endpoint in endpoints:
                    shutil.copytree(
                        archive / "raw" / endpoint,
                        Path(folder) / "raw" / endpoint,
                        copy_function=os.link,
                        dirs_exist_ok=True,
                    )
            yield Path(folder)


def games_in(archive: Path) -> int:
    return sum(1 for _ in (archive / "raw/boxscoresummaryv3").glob("*/*"))


def bytes_in(folder: Path) -> int:
    """Add up the Parquet files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


def correct_one_game(lake: Path, season: str) -> None:
    """Archive a newer version of one box score."""
    measure([sys.executable, _WRITER, lake, "--season", season, "--correct"])
