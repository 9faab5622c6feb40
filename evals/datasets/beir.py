"""Reads BEIR folders: `corpus.jsonl`, `queries.jsonl` and `qrels/<split>.tsv`."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.model import Language, Passage
from evals.datasets.jsonl import rows
from evals.datasets.model import Case, Dataset
from evals.errors import DatasetError

SPLITS = ("test", "dev", "train")  # the split that papers report comes first


class BeirMetadata(BaseModel):
    """What BEIR authors attach to a document or query is free in form; only the language is read."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    lang: Language | None = None


class BeirRow(BaseModel):
    """A document (with a title) or a query."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(alias="_id")
    text: str
    title: str = ""
    metadata: BeirMetadata = BeirMetadata()


def read_beir(folder: Path, digest: str, *, language: Language = Language.EN) -> Dataset:
    """The first split found of test, dev, train; `language` is that of rows whose metadata names none.

    Raises:
        DatasetError: a file is missing or malformed, or a judgement names an unknown document or query.
    """
    passages = tuple(_passage(row, language) for row in rows(_existing(folder / "corpus.jsonl"), BeirRow))
    queries = {row.id: row for row in rows(_existing(folder / "queries.jsonl"), BeirRow)}
    path = next((p for split in SPLITS if (p := folder / "qrels" / f"{split}.tsv").is_file()), None)
    if path is None:
        raise DatasetError(f"{folder}: no qrels/test.tsv, qrels/dev.tsv or qrels/train.tsv")
    judged = _judgements(path)
    _check_known(path, judged, set(queries), {passage.id for passage in passages})
    cases = tuple(
        Case(key, queries[key].metadata.lang or language, queries[key].text, relevant=gold)
        for key, gold in judged.items()
    )
    return Dataset(folder.name, cases, passages, digest)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise DatasetError(f"{path}: no such file; a BEIR folder holds corpus.jsonl, queries.jsonl and qrels/")
    return path


def _passage(row: BeirRow, language: Language) -> Passage:
    headings = (row.title,) if row.title else ()
    found = row.metadata.lang or language
    return Passage(row.id, row.id, found, "", headings, row.text, 0, len(row.text))


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    judged: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t"), 1):
            if number == 1 and row[-1:] == ["score"]:
                continue
            if len(row) != 3 or not row[2].lstrip("-").isdigit():
                raise DatasetError(f"{path}, line {number}: expected query, document and a whole score, got {row!r}")
            if int(row[2]) > 0:
                judged[row[0]][row[1]] = int(row[2])
    return dict(judged)


def _check_known(path: Path, judged: dict[str, dict[str, int]], queries: set[str], documents: set[str]) -> None:
    for query, gold in judged.items():
        if query not in queries:
            raise DatasetError(f"{path}: the query {query!r} is not in queries.jsonl")
        if unknown := gold.keys() - documents:
            raise DatasetError(f"{path}: documents judged for {query!r} are not in corpus.jsonl: {sorted(unknown)[:3]}")
