"""The matrix of months and endpoints: what is owed, archived and published."""

from __future__ import annotations

import duckdb

from validate.report import Completeness


def completeness(connection: duckdb.DuckDBPyConnection) -> tuple[Completeness, ...]:
    """Count the owed documents of each season, month and endpoint, in this order.

    The inventory must be there. The endpoint is V3's, whichever version is archived; a document
    that is archived and rightly empty counts as published.
    """
    rows = connection.execute(
        """
        with rightly_empty as (
            select distinct game_id, kind from archived_documents where empty_reason is not null
        )
        select
            season,
            month,
            endpoint,
            count(*),
            count(*) filter (where is_archived),
            count(*) filter (
                where is_archived
                    and (
                        (game_id, kind) in (select (game_id, kind) from published_documents)
                        or (game_id, kind) in (select (game_id, kind) from rightly_empty)
                    )
            )
        from owed_documents
        group by season, month, endpoint
        order by season, month, endpoint
        """
    ).fetchall()
    return tuple(Completeness(*row) for row in rows)
