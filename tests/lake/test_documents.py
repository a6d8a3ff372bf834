from __future__ import annotations

import pytest

from lake.documents import Document
from lake.seasons import Season


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (Document("playbyplayv3", Season(2024), "0022400001"), "playbyplayv3 0022400001"),
        (Document("leaguegamefinder", Season(2024), "all"), "leaguegamefinder 2024-25 all"),
        (
            Document("commonteamroster", Season(2024), "1610619901"),
            "commonteamroster 2024-25 1610619901",
        ),
        (Document("commonplayerinfo", None, "9910001"), "commonplayerinfo 9910001"),
    ],
)
def test_a_document_tells_its_season_where_its_entity_does_not(
    document: Document, words: str
) -> None:
    assert str(document) == words
