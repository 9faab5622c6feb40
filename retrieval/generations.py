"""Generations of the index: built aside, then made current in one step, so that readers never see half of one.

index/CURRENT                the name of the generation in use
index/gen-000007/            manifest.json, numbers.npy, text_of.npy, texts.json, means.npy, vectors.faiss, lexical/
index/.gen-000008.building/  what a killed build leaves; the next build removes it
index/embedded/              vectors by the digest of their words, shared by all generations
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from retrieval.errors import IndexDamaged, IndexMissing, RetrievalError

POINTER = "CURRENT"
KEPT = 2  # generations that stay: the current one, and the last, for readers still on it
FORMAT = 3  # 3: each passage with its own vector also where words repeat (2 mixed them up)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. `complete` is false while passages still wait to be embedded."""

    fingerprint: str
    dim: int
    passages: int
    vectors: int
    complete: bool
    centred_on: int  # passages that the means were measured on
    thesaurus: str = ""  # digest of the one whose concepts are indexed
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Generation:
    """A finished generation on disk."""

    name: str
    folder: Path
    manifest: Manifest


def current_name(folder: Path) -> str | None:
    """The name of the generation in use, or None."""
    try:
        return (folder / POINTER).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def current(folder: Path) -> Generation:
    """The generation in use.

    Raises:
        IndexMissing: there is none yet.
        IndexDamaged: its manifest is missing or of another format.
    """
    name = current_name(folder)
    if name is None:
        raise IndexMissing(f"there is no index in {folder} yet; add documents with `congvu corpus add PATH`")
    return Generation(name, folder / name, _manifest(folder / name))


def _manifest(folder: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(f"{folder} has no readable manifest; run `congvu corpus embed` to rebuild it") from error
    if manifest.format != FORMAT:
        raise IndexDamaged(
            f"{folder} has format {manifest.format}, this version reads {FORMAT}; run `congvu corpus embed`"
        )
    return manifest


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """One builder at a time, over processes.

    Raises:
        RetrievalError: another process is building.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RetrievalError(f"another process is building the index in {folder}; wait for it to end") from error
        yield


def start(folder: Path) -> Path:
    """An empty folder for the next generation; what killed builds left is removed."""
    for left in folder.glob(".gen-*.building"):
        shutil.rmtree(left, ignore_errors=True)
    aside = folder / f".{_next_name(folder)}.building"
    aside.mkdir()
    return aside


def publish(folder: Path, aside: Path, manifest: Manifest) -> Generation:
    """Make what was built in `aside` current, in one step; generations older than the last are removed."""
    (aside / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    _flush(aside)
    name = _next_name(folder)
    os.replace(aside, folder / name)
    pointer = folder / f".{POINTER}.new"
    pointer.write_text(name, encoding="utf-8")
    with pointer.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(pointer, folder / POINTER)
    for old in sorted(folder.glob("gen-*"))[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return Generation(name, folder / name, manifest)


def discard(aside: Path) -> None:
    """Remove what was built aside and will not be published."""
    shutil.rmtree(aside, ignore_errors=True)


def clone(source: Path, target: Path) -> None:
    """Copy a folder of write-once files by hard links, locks left out: no bytes are moved."""
    shutil.copytree(source, target, copy_function=_link, ignore=shutil.ignore_patterns("*.lock"), dirs_exist_ok=True)


def take_over(source: Path, target: Path, names: Iterable[str]) -> None:
    """Let files of one folder, which nobody rewrites in place, be those of another too."""
    for name in names:
        _link(str(source / name), str(target / name))


def _link(source: str, target: str) -> None:
    """Files that are rewritten in place are copied; tantivy replaces its own by renaming."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _next_name(folder: Path) -> str:
    taken = [int(path.name.removeprefix("gen-")) for path in folder.glob("gen-*")]
    return f"gen-{max(taken, default=0) + 1:06d}"


def _flush(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
