"""What is embedded of a large corpus is chosen alike on every run, and reported."""

from __future__ import annotations

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


def test_the_note_says_what_was_embedded(library: Library) -> None:
    sample = sampler(ABOUT_THE_PLAN, 0)(library)
    assert sample.note.startswith(f"embedded: {len(sample.named)} passages")
    assert f"of {sample.total}" in sample.note
