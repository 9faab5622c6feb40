"""Reading pictures of pages with Tesseract, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

from corpus.load.decoding import word_share

RESOLUTION = 200  # dots per inch; 150 to 300 read alike, and 200 takes a second a page
PAGE_SECONDS = 120  # a page that takes longer is left unread
PREFERRED = ("vie", "rus", "ukr", "pol", "eng")  # in the order in which an unknown page is tried
GOOD_SHARE = 0.12  # of common words: a page read in its own language has 0.2 and more, in another 0.05 and less


class PageUnread(Exception):
    """Tesseract could not read this page. The message is its own."""


@cache
def languages() -> tuple[str, ...]:
    """The languages Tesseract can read here, of those that matter; empty where it is not installed."""
    if shutil.which("tesseract") is None:
        return ()
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    installed = set(listed.stdout.split())
    return tuple(language for language in PREFERRED if language in installed)


def read_page(png: bytes, language: str) -> str:
    """The words on a picture of a page, with line ends as printed.

    Raises:
        PageUnread: the program failed or took longer than `PAGE_SECONDS`.
    """
    command = ["tesseract", "stdin", "stdout", "-l", language, "--dpi", str(RESOLUTION)]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}  # two pages at once are faster than two threads on one
    try:
        done = subprocess.run(
            command, input=png, capture_output=True, timeout=PAGE_SECONDS, check=True, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise PageUnread(f"took longer than {PAGE_SECONDS} s") from error
    except subprocess.CalledProcessError as error:
        raise PageUnread(error.stderr.decode(errors="replace").strip()[:200]) from error
    return done.stdout.decode(errors="replace")


def read_unknown(png: bytes) -> tuple[str, str]:
    """The words on a page and the language that read it: the first that gives real words, else the best.

    Raises:
        PageUnread: as `read_page`.
    """
    tried: list[tuple[float, str, str]] = []
    for language in languages():
        words = read_page(png, language)
        tried.append((word_share(words), words, language))
        if tried[-1][0] >= GOOD_SHARE:
            break
    _, words, language = max(tried)
    return words, language
