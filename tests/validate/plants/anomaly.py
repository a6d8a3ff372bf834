"""Games and answers unlike the rest of their season, which a check of anomalies finds.

They are put into `season_database`.
"""

from __future__ import annotations

from tests.request_log import RUN
from tests.validate.plants.plant import HOME, Plant

_GAME = {"game_id": "0022400150"}
_REQUEST = {
    "run_id": RUN,
    "request_number": "150",
    "endpoint": "playbyplayv3",
    "entity": "0022400150",
}

PLANTS = {
    "team_points_are_usual": Plant(
        "update team_box_traditional set pts = 130 "
        "where game_id = '0022400150' and team_id = 1610619901",
        ((_GAME | {"team_id": HOME}, "17.5 to 106.5", "130.0"),),
    ),
    "team_fouls_are_usual": Plant(
        "update team_box_traditional set pf = 62 "
        "where game_id = '0022400150' and team_id = 1610619901",
        ((_GAME | {"team_id": HOME}, "4.2 to 39.8", "62.0"),),
    ),
    "paces_are_usual": Plant(
        "update team_box_advanced set pace = 130 where game_id = '0022400150'",
        ((_GAME, "26.3 to 79.7", "130.0"),),
    ),
    "event_counts_are_usual": Plant(
        "delete from play_by_play where game_id = '0022400150' and event_index > 140",
        ((_GAME, "175.5 to 264.5", "140.0"),),
    ),
    "document_sizes_are_usual": Plant(
        "update request_log set bytes = 20000 where request_number = 150",
        ((_REQUEST, "35450 to 106350 bytes", "20000 bytes"),),
    ),
    "response_times_are_usual": Plant(
        "update request_log set elapsed_ms = 21000 where request_number = 150",
        ((_REQUEST, "at most 10900 ms", "21000 ms"),),
    ),
}
