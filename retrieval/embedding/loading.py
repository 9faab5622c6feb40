"""From the name of a model in the settings to an embedder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from retrieval.embedding.embedder import Encoder, EncoderWhenNeeded, ModelEmbedder
from retrieval.embedding.packaged import PACKAGED, PROMPTS, digest_of, dimension_of, packaged_folder
from retrieval.embedding.precision import best_device, best_precision

QUERY_PROMPTS = ("query", "Retrieval-query")
PASSAGE_PROMPTS = ("document", "passage", "Retrieval-document")


def load_embedder(name: str = PACKAGED, folder: Path = Path("model"), *, when_needed: bool = False) -> ModelEmbedder:
    """The embedder called `name`: "packaged", a sentence-transformers folder, or a model name of the hub.

    `folder` is where the packaged model is written on first use (3 s, 470 MB). Torch and the model libraries are
    imported here, not at the top: they take seconds that commands without search need not pay. With `when_needed` the
    packaged model is imported and loaded for the first words to embed; its name and dimension are known before.

    Raises:
        ModelUnavailable: the model cannot be found or read.
    """
    return _packaged(folder, when_needed=when_needed) if name == PACKAGED else _sentence_model(name)


def _packaged(folder: Path, *, when_needed: bool) -> ModelEmbedder:
    model = packaged_folder(folder)
    load = partial(_bert, model)
    encoder = EncoderWhenNeeded(dimension_of(model), load) if when_needed else load()
    return ModelEmbedder(encoder, f"{model.name}@{digest_of(model)}", PROMPTS["query"], PROMPTS["passage"])


def _bert(model: Path) -> Encoder:
    from retrieval.embedding.bert import BertEncoder

    device = best_device()
    return BertEncoder(model, device, best_precision(device))


def _sentence_model(name: str) -> ModelEmbedder:
    from retrieval.embedding.sentence_model import SentenceModelEncoder, load_sentence_model, model_revision

    device = best_device()
    precision = best_precision(device)
    model = load_sentence_model(name, device, precision)
    prompts = {key: prompt or "" for key, prompt in (model.prompts or {}).items()}
    query, passage = _first(prompts, QUERY_PROMPTS), _first(prompts, PASSAGE_PROMPTS)
    folder = Path(name)
    title = f"{folder.name}@{digest_of(folder)}" if folder.is_dir() else f"{name}@{model_revision(model)}"
    return ModelEmbedder(SentenceModelEncoder(model), f"{title} {query!r} {passage!r}", query, passage)


def _first(prompts: dict[str, str], names: tuple[str, ...]) -> str:
    return next((prompts[name] for name in names if prompts.get(name)), "")
