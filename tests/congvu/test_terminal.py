"""What stands beside the data while long work goes on."""

from __future__ import annotations

import os
import subprocess
import sys

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


def test_help_waits_for_no_room() -> None:
    """What names the verbs is there at once: no database, web server, index or model is imported for it."""
    heavy = ("sqlalchemy", "fastapi", "pydantic", "numpy", "tantivy", "corpus.read", "assistant")
    asked = (
        "import sys; sys.argv = ['congvu', '--help']\n"
        "from congvu.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n"
        f"    sys.exit(' '.join(name for name in {heavy!r} if name in sys.modules) or 0)"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CONGVU_")}
    ended = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, env=environment, check=False)
    assert (ended.returncode, ended.stderr.strip()) == (0, "")
    assert "congvu [OPTIONS]" in ended.stdout
