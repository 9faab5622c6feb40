"""Benchmarks as data: `load` reads any format that we know."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from corpus.model import Language
from evals.datasets.beir import read_beir
from evals.datasets.jsonl import read_jsonl
from evals.datasets.model import Case, Dataset, Expected, Place, SupportSet
from evals.datasets.squad import read_squad
from evals.errors import DatasetError

__all__ = ["Case", "Dataset", "Expected", "Place", "SupportSet", "load"]

FORMATS = "a SQuAD .json file, a folder of them named by language, a BEIR folder, or a .jsonl of our own"


def load(path: Path) -> Dataset:
    """Read a benchmark, telling its format by what lies at `path`.

    Raises:
        DatasetError: nothing is there, the format is none of ours, or a row is malformed.
    """
    if (path / "corpus.jsonl").is_file():
        return read_beir(path, _digest(path))
    if path.is_dir():
        known, unknown = _by_language(path)
        notes = [f"left out, for its language is not one of ours: {file.name}" for file in unknown]
        return replace(read_squad(known, path.name, _digest(path)), notes=tuple(notes))
    if not path.is_file():
        raise DatasetError(f"{path}: no such file or folder; expected {FORMATS}")
    if path.suffix == ".json":
        return read_squad({_language(path) or Language.EN: path}, path.stem, _digest(path))
    if path.suffix == ".jsonl":
        return read_jsonl(path, _digest(path))
    raise DatasetError(f"{path}: unknown format; expected {FORMATS}")


def _by_language(folder: Path) -> tuple[dict[Language, Path], list[Path]]:
    files = sorted(folder.glob("*.json"))
    known = {language: path for path in files if (language := _language(path))}
    if not known:
        raise DatasetError(
            f"{folder}: neither a BEIR folder nor .json files named by language (en.json, xquad.vi.json)"
        )
    return known, [path for path in files if path not in known.values()]


def _language(path: Path) -> Language | None:
    code = path.stem.rpartition(".")[2]
    return Language(code) if code in set(Language) else None


def _digest(path: Path) -> str:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
