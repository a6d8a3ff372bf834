"""`hoopstat verify`: the archive against its digests and the plan."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from capture.verification.findings import FAILURES, Finding, Kind
from capture.verification.report import to_json
from capture.verification.subset import EVERYTHING, Subset
from capture.verification.verify import DEFAULT_THREADS, Verification, VerificationRequest, verify
from hoopstat import options
from hoopstat.console import Summary, command_console, print_data, print_error, print_table
from lake.archive import RawArchive
from lake.commands import at_lake
from lake.errors import Incomplete
from lake.open_lake import open_lake
from lake.seasons import Season, parse_season_types
from lake.telemetry import Event, Level, Observer, new_run_id

VERIFICATION_FAILED = 1
MOST_SHOWN = 20
"""So many findings of one kind are shown as text; the JSON has them all."""


class ReportFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def command(
    context: typer.Context,
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    season: options.Seasons = None,
    season_types: options.SeasonTypes = options.DEFAULT_TYPES,
    subset: Annotated[
        str,
        typer.Option(
            envvar="HOOPSTAT_SUBSET",
            metavar="PART/PARTS",
            help="Only this part of the archive: 1/7 today, 2/7 tomorrow.",
        ),
    ] = str(EVERYTHING),
    report_format: Annotated[
        ReportFormat,
        typer.Option(
            "--format", envvar="HOOPSTAT_VERIFY_FORMAT", help="The report that goes to stdout."
        ),
    ] = ReportFormat.TEXT,
    threads: Annotated[
        int,
        typer.Option(
            envvar="HOOPSTAT_VERIFY_THREADS", min=1, max=64, help="Objects that are read at once."
        ),
    ] = DEFAULT_THREADS,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Read the whole archive: is every answer what was archived, and is every game complete?

    Writes nothing; prints the command that mends each finding. Exit codes: 0 nothing found,
    1 something is damaged, wrong or orphaned, 2 usage, 3 only documents are missing, 5 lake
    unavailable.
    """
    request = VerificationRequest(
        seasons=options.parse_seasons(season),
        season_types=parse_season_types(season_types),
        subset=Subset.parse(subset),
        threads=threads,
    )
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    run_id = new_run_id()
    with command_console(log_format, run_id) as shown:
        archive = RawArchive(open_lake(address, must_exist=True))
        verification = verify(request, archive, shown.observer)
        if s3_endpoint_url:
            verification = _at_endpoint(verification, s3_endpoint_url)
        _tell_verdict(verification, shown.observer)
    if report_format is ReportFormat.JSON:
        print_data(to_json(verification, run_id))
    else:
        _print_text(verification)
    code = exit_code(verification)
    if code:
        print_error(_found(verification), "the command that mends each, as printed above")
    return code


def _at_endpoint(verification: Verification, url: str) -> Verification:
    """Let the mending commands name the S3 endpoint that this one was given."""
    quoted = shlex.quote(url)
    findings = []
    for finding in verification.findings:
        option = "--endpoint-url" if finding.mend.startswith("aws ") else "--s3-endpoint-url"
        mend = f"{finding.mend} {option} {quoted}" if finding.mend else ""
        findings.append(replace(finding, mend=mend))
    return replace(verification, findings=tuple(findings))


def exit_code(verification: Verification) -> int:
    """Notes are no failure."""
    kinds = {finding.kind for finding in verification.findings}
    if kinds & FAILURES:
        return VERIFICATION_FAILED
    return Incomplete.exit_code if Kind.UNFINISHED in kinds else 0


def _tell_verdict(verification: Verification, observer: Observer) -> None:
    level = Level.ERROR if exit_code(verification) else Level.INFO
    totals = {kind.value.replace(" ", "_"): count for kind, count in verification.counts().items()}
    observer.noted(
        Event(
            "verify",
            "summary",
            f"verified {verification.lake}: {_found(verification)}",
            level,
            {"raw_objects": verification.objects, **totals},
        )
    )


def _found(verification: Verification) -> str:
    counts = verification.counts().items()
    return ", ".join(f"{count:,} {kind}" for kind, count in counts if count) or "nothing found"


def _print_text(verification: Verification) -> None:
    shown = [finding for kind in Kind for finding in _of(kind, verification)[:MOST_SHOWN]]
    if shown:
        rows = [(finding.kind.value, finding.name, finding.problem) for finding in shown]
        title = f"Findings in {verification.lake}"
        notes = list(_left_out(verification))
        print_table(Summary("verify", title, ("kind", "what", "problem"), rows, {}, notes))
    in_order = (finding for finding in verification.findings if finding in shown)
    mends = dict.fromkeys(finding.mend for finding in in_order if finding.mend)
    if mends:
        print_data("\n".join(("", "To mend it:", *mends, "", "")))
    part = "" if verification.subset == EVERYTHING else f", part {verification.subset}"
    print_data(f"Verified {verification.objects:,} raw objects{part}: {_found(verification)}.")


def _of(kind: Kind, verification: Verification) -> list[Finding]:
    return [finding for finding in verification.findings if finding.kind is kind]


def _left_out(verification: Verification) -> Iterator[str]:
    for kind, count in verification.counts().items():
        if count > MOST_SHOWN:
            yield f"and {count - MOST_SHOWN:,} more {kind}: --format json tells every one"
            if kind is Kind.UNFINISHED:
                for season in _unfinished_seasons(verification):
                    command = at_lake(f"hoopstat capture --season {season}", verification.lake)
                    yield f"{command} asks for all that the games of its list owe"


def _unfinished_seasons(verification: Verification) -> list[Season]:
    documents = (finding.document for finding in _of(Kind.UNFINISHED, verification))
    return sorted({document.season for document in documents if document and document.season})
