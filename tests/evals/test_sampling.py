"""What is embedded of a large corpus is chosen alike on every run, and reported."""

from __future__ import annotations

from pathlib import Path

from corpus.ingest import ingest
from corpus.model import Language
from corpus.store import Library
from evals.datasets import Case, Dataset, Place
from evals.sampling import sampler

ABOUT_THE_PLAN = Dataset("own", (Case("q", Language.EN, "who?", support_sets=((Place("plan.en.txt", 3),),)),))


def test_all_passages_of_named_files_and_so_many_others_are_embedded(library: Library) -> None:
    sample = sampler(ABOUT_THE_PLAN, 1)(library)
    passages = [numbered.passage for numbered in library.numbered_passages()]
    plan = next(text.id for text in library.texts() if text.file.endswith("plan.en.txt"))
    assert all(passage in sample for passage in passages if passage.text_id == plan)
    assert len([passage for passage in passages if passage in sample and passage.text_id != plan]) == 1
    assert sample.total == len(passages)


def test_the_choice_is_the_same_on_every_run(library: Library) -> None:
    assert sampler(ABOUT_THE_PLAN, 1)(library) == sampler(ABOUT_THE_PLAN, 1)(library)


def test_an_article_is_drawn_with_all_its_passages(library: Library, tmp_path: Path) -> None:
    clauses = "\n".join(f"{n}. Khoản {n} quy định: {'người dân nộp hồ sơ tại ủy ban ' * 15}." for n in range(1, 5))
    law = "".join(f"Điều {n}. Điều kiện thứ {n}\n{clauses}\n" for n in range(1, 4))
    (tmp_path / "luat.md").write_text(law, encoding="utf-8")
    assert ingest([tmp_path / "luat.md"], library, library.database).ok
    text = next(text.id for text in library.texts() if text.file.endswith("luat.md"))
    passages = library.passages_of(text)
    for articles in range(1, 5):
        drawn = sampler(ABOUT_THE_PLAN, articles)(library)
        shares = {n: {p in drawn for p in passages if p.section.split(".")[0] == f"Điều {n}"} for n in range(1, 4)}
        assert all(len(share) == 1 for share in shares.values()), shares
        assert drawn.articles == articles


def test_the_note_says_what_was_embedded(library: Library) -> None:
    sample = sampler(ABOUT_THE_PLAN, 0)(library)
    assert sample.note.startswith(f"embedded: {len(sample.named)} passages")
    assert f"of {sample.total}" in sample.note
