"""Language means that ship with the packaged model.

A corpus with a single Polish text would take that text's topic for the Polish mean, and a question in a language of
which the corpus has nothing would have no mean at all. So each language begins with the mean of general sentences,
the same sentences in all languages, and the corpus's own passages are blended in by their number.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import numpy as np

from retrieval.centring import LANGUAGES, Means, no_means
from retrieval.model import Embedder, FloatMatrix

SHIPPED = {"multilingual-e5-small@": "means_multilingual_e5_small.npz"}
# Passages that the shipped mean of a language counts for beside the corpus's own. On the five seed texts anything
# from 30 to 300 is within one question of the best; on XQuAD-R (600 passages a language) own means are better alone.
SHIPPED_WEIGHT = 100.0


def shipped_means(embedder: Embedder) -> Means:
    """The means that ship with this embedder's model; none for a model we do not know, which learns at indexing."""
    for prefix, name in SHIPPED.items():
        if embedder.fingerprint.startswith(prefix):
            means = _read(name)
            return Means(means * SHIPPED_WEIGHT, (SHIPPED_WEIGHT,) * len(LANGUAGES))
    return no_means(embedder.dim)


def measure_parallel(embedder: Embedder) -> FloatMatrix:
    """(languages, dim) mean passage vectors of the general sentences, in the order of `LANGUAGES`."""
    with (files("retrieval") / "data" / "parallel_sentences.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return np.stack([embedder.passages([row[language] for row in rows]).mean(0) for language in LANGUAGES])


@cache
def _read(name: str) -> FloatMatrix:
    with (files("retrieval") / "data" / name).open("rb") as file:
        means = np.load(file)
        return np.stack([means[language] for language in LANGUAGES]).astype(np.float32)
