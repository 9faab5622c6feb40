"""The samples show how acts hang together: one replaced, one amended, one carried out by others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corpus.graph import read_graph
from corpus.ingest import ingest
from corpus.model import Relation
from corpus.store import Library, open_database
from corpus.validity import Validity, in_force

DIRECTIVES = Path(__file__).parents[2] / "samples" / "directives"


def test_samples_replace_amend_and_carry_out_one_another(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'samples.db'}")
    ingest([DIRECTIVES], Library(database), database)
    graph = read_graph(database)
    numbers = {act.id: act.number for act in graph.acts.values()}
    links = {(numbers[link.source], link.relation, numbers[link.target]) for link in graph.links}
    assert {
        ("161/2026/NĐ-CP", Relation.REPLACES, "73/2024/NĐ-CP"),
        ("58/2026/NĐ-CP", Relation.AMENDS, "154/2024/NĐ-CP"),
        ("712/TB-VPCP", Relation.IMPLEMENTS, "57-NQ/TW"),
        ("07-TB/CQTTBCĐ", Relation.CITES, "57-NQ/TW"),
    } <= links
    ended = next(act for act in graph.acts.values() if act.number == "73/2024/NĐ-CP")
    assert in_force(ended, date(2026, 6, 30)) is Validity.IN_FORCE
    assert in_force(ended, date(2026, 7, 1)) is Validity.NO_LONGER
    assert in_force(graph.acts["154-2024-nd-cp"], date(2026, 7, 1)) is Validity.IN_FORCE
