"""`hoopstat` with a transform that does not look for drift, to measure what looking takes."""

from __future__ import annotations

from dataclasses import replace

from hoopstat.main import main
from lake.sql_files import SqlFile
from transform import build
from transform.drift import KnownForm, known_form


def _without_counting(file: SqlFile) -> KnownForm:
    return replace(known_form(file), keys="")


vars(build).update(
    known_form=_without_counting,
    suspects=lambda *_: [],
    differences=lambda *_: iter(()),
)
main()
