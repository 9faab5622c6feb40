"""What stands beside the data while long work goes on."""

from __future__ import annotations

import pytest

from congvu.terminal import stages


def test_stages_show_their_bars_one_after_the_other_and_none_for_what_reports_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with stages() as stage:
        words, meaning, nothing = stage("Words", "passage"), stage("Meaning", "passage"), stage("Sentences", "sentence")
        words(1000, 2000)
        words(2000, 2000)
        meaning(5, 10)
        assert nothing is not meaning
    said = capsys.readouterr().err
    assert said.index("Words: 100%") < said.index("Meaning:  50%")
    assert "Sentences" not in said


def test_a_stage_that_begins_anew_shows_a_bar_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with stages() as stage:
        words, meaning = stage("Words", "passage"), stage("Meaning", "passage")
        words(2, 2)
        meaning(1, 2)
        words(3, 4)
    assert capsys.readouterr().err.strip().splitlines()[-1].rsplit("\r")[-1].startswith("Words:  75%")
