"""The charts of a V3 summary: what teams did before a game, and in it."""

from __future__ import annotations

from replay.invented.advanced import ratio
from replay.invented.averages import Form, Leader
from replay.invented.box import TeamBox, added_up, bench, boxes_of
from replay.invented.flow import Flow, flow_of
from replay.invented.games import Game
from replay.invented.told import Result, Told
from replay.invented.v3_fields import Json

_SIDES = ("homeTeam", "awayTeam")


def pregame_charts(result: Result) -> Json:
    """Averages of the regular season before the game."""
    return {
        key: _chart(result.game, side, _form_statistics(result.forms[side]))
        for side, key in enumerate(_SIDES)
    }


def _chart(game: Game, side: int, statistics: Json) -> Json:
    franchise = game.franchises[side]
    return {
        "teamId": franchise.team_id,
        "teamCity": franchise.city,
        "teamName": franchise.name,
        "teamTricode": franchise.tricode,
        "statistics": statistics,
    }


def _form_statistics(form: Form) -> Json:
    """Averages of the regular season before the game."""
    total = form.total
    return {
        "points": form.average(total.pts),
        "reboundsTotal": form.average(total.reb),
        "assists": form.average(total.ast),
        "steals": form.average(total.stl),
        "blocks": form.average(total.blk),
        "turnovers": form.average(total.tov),
        "fieldGoalsPercentage": ratio(total.fgm, total.fga),
        "threePointersPercentage": ratio(total.fg3m, total.fg3a),
        "freeThrowsPercentage": ratio(total.ftm, total.fta),
        "pointsInThePaint": form.average(form.paint),
        "pointsSecondChance": form.average(form.second_chance),
        "pointsFastBreak": form.average(form.fast_break),
        **_leaders(form.points, form.rebounds, form.assists, form.blocks),
    }


def postgame_charts(told: Told) -> Json:
    flow = flow_of(told.played.events)
    return {
        _SIDES[side]: _chart(told.game, side, _game_statistics(told, box, flow, side))
        for side, box in enumerate(boxes_of(told))
    }


def _game_statistics(told: Told, box: TeamBox, flow: Flow, side: int) -> Json:
    score, total = told.played.sides[side], box.total
    return {
        "points": float(total.pts),
        "reboundsTotal": float(total.reb),
        "assists": float(total.ast),
        "steals": float(total.stl),
        "blocks": float(total.blk),
        "turnovers": float(total.tov),
        "fieldGoalsPercentage": ratio(total.fgm, total.fga),
        "threePointersPercentage": ratio(total.fg3m, total.fg3a),
        "freeThrowsPercentage": ratio(total.ftm, total.fta),
        "pointsInThePaint": float(flow.paint[side]),
        "pointsSecondChance": float(flow.second_chance[side]),
        "pointsFastBreak": float(flow.fast_break[side]),
        "biggestLead": float(flow.biggest_lead[side]),
        "leadChanges": float(flow.lead_changes),
        "timesTied": float(flow.times_tied),
        "biggestScoringRun": float(flow.biggest_run[side]),
        "turnoversTeam": float(score.team_turnovers),
        "turnoversTotal": float(total.tov + score.team_turnovers),
        "reboundsTeam": float(score.team_rebounds),
        "pointsFromTurnovers": float(flow.off_turnovers[side]),
        "benchPoints": float(added_up(bench(box))[0].pts),
        **_leaders(*(_best(box, name) for name in ("pts", "reb", "ast", "blk"))),
    }


def _best(box: TeamBox, name: str) -> Leader:
    row = max(box.rows, key=lambda row: (getattr(row.stat, name), -row.player.person_id))
    return Leader(row.player, float(getattr(row.stat, name)))


def _leaders(points: Leader, rebounds: Leader, assists: Leader, blocks: Leader) -> Json:
    told: Json = {}
    for name, leader in (("Pts", points), ("Reb", rebounds), ("Ast", assists), ("Blk", blocks)):
        player = leader.player
        told |= {
            f"player{name}LeaderFirstName": player.first_name if player else "",
            f"player{name}LeaderFamilyName": player.family_name if player else "",
            f"player{name}LeaderId": player.person_id if player else 0,
            f"player{name}Leader{name}": leader.average,
        }
    return told
