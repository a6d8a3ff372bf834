"""What the files of some months say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transform.footer import Footer, Judged, fingerprint, make_footer
from transform.judging import Judgement, OnFailure, failing
from transform.planning import MonthTable, SeasonPlan
from transform.staging import Staged, StagedDocument
from validate.scores import Verdict, partition_verdict


@dataclass(frozen=True)
class MonthFooters:
    """The footers of one group of months, by table and month."""

    plan: SeasonPlan
    staged: Staged
    judgement: Judgement
    on_failure: OnFailure

    def of_published(self, table: MonthTable, month: int, rows: int) -> Footer:
        status, points = partition_verdict(
            self.judgement.results, table.table.name, str(self.plan.season), month
        )
        is_held = self.on_failure is OnFailure.QUARANTINE
        judged = Judged(status, points, self.failing(month) if is_held else ())
        return self._footer(table, month, rows, judged)

    def of_held(self, table: MonthTable, month: int, rows: int) -> Footer:
        """Files in quarantine have a column more: why a row is held back."""
        judged = Judged(Verdict.FAILED, None, self.failing(month))
        return self._footer(table, month, rows, judged, further_columns=1)

    def failing(self, month: int) -> tuple[str, ...]:
        """Name the games of a month that fail."""
        return failing(self.judgement.failures, self.plan.games_by_month.get(month, ()))

    def _footer(
        self,
        table: MonthTable,
        month: int,
        rows: int,
        judged: Judged,
        further_columns: int = 0,
    ) -> Footer:
        games = frozenset(self.plan.games_by_month.get(month, ()))
        return make_footer(
            table.table,
            table.partition(self.plan.season, month),
            self._documents(table.table.names("source"), games),
            self._fingerprint(table, month, games),
            rows,
            judged,
            further_columns,
        )

    def _fingerprint(self, table: MonthTable, month: int, games: frozenset[str]) -> str:
        """What could not be used is missing from it, so it is tried again by the next transform."""
        dates, waivers = self.plan.dates, self.plan.inputs.waivers_of(games)
        return fingerprint(
            (doc.raw_key for doc in self._documents(table.endpoints, games)),
            table.sql_digest,
            [*(f"{game} {dates[game].day}" for game in games), *waivers],
            (f"{self.on_failure} {game}" for game in self.failing(month)),
        )

    def _documents(self, endpoints: Sequence[str], games: frozenset[str]) -> list[StagedDocument]:
        return [
            document
            for document in self.staged.of(endpoints)
            if document.version.document.entity in games
        ]
