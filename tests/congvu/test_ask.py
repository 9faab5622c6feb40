"""`congvu ask` loads what an answer needs, and no more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from corpus.ingest import ingest
from corpus.store import Library, open_database
from retrieval.embedding import ModelEmbedder
from retrieval.indexing import update_index

ASK = """
import sys
sys.argv = ["congvu", "ask", "xin chào"]
from congvu.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
assert "torch" not in sys.modules, "the model was loaded for a greeting"
"""


def test_a_greeting_is_answered_without_the_model(tmp_path: Path, samples: Path, embedder: ModelEmbedder) -> None:
    repository = samples.parent
    (tmp_path / "model").symlink_to(repository / "build" / "model")
    database = open_database(f"sqlite:///{tmp_path / 'congvu.db'}")
    ingest([samples / "procedures" / "dang-ky-khai-sinh.md"], Library(database), database)
    update_index(tmp_path / "index", Library(database), embedder, words_only=True)
    database.close()
    settings = os.environ | {"CONGVU_HOME": str(tmp_path), "CONGVU_MODEL": "packaged"}
    ended = subprocess.run([sys.executable, "-c", ASK], cwd=repository, env=settings, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "Xin chào" in ended.stdout.decode()
