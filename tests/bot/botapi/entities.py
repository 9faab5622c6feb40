"""Reading `parse_mode=HTML`: strict like Telegram's, so that a missing escape fails a test."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from tests.bot.botapi.errors import bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^<>]*)>|(?P<stray>[<])|(?P<words>[^<]+)")
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)\w+;")
_HREF = re.compile(r'\shref="([^"]*)"')


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(html: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and entities.

    Raises:
        ApiError: a tag that Telegram does not know, left open, closed in the wrong order, or a stray "<".
    """
    text, entities, opened = "", [], []
    for token in _TOKEN.finditer(html):
        if token["stray"]:
            raise _cannot_parse(f"Unsupported start tag at byte offset {_bytes(html, token.start())}")
        if token["words"]:
            text += _plain(token["words"])
        elif token["close"]:
            entities.append(_closed(opened, token["name"].lower(), text))
        else:
            opened.append(_opened(token, text, html))
    if opened:
        raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{opened[-1]["tag"]}"')
    kept = [e for e in entities if e["length"]]
    return text.strip(), sorted(kept, key=lambda e: (e["offset"], -e["length"]))


def _plain(words: str) -> str:
    if found := _ENTITY.search(words):
        raise _cannot_parse(f'unsupported HTML entity "{found[0]}"')
    return unescape(words)


def _opened(token: re.Match[str], text: str, html: str) -> dict[str, Any]:
    name = token["name"].lower()
    if name not in _TYPES:
        raise _cannot_parse(f'Unsupported start tag "{name}" at byte offset {_bytes(html, token.start())}')
    entity: dict[str, Any] = {"tag": name, "type": _TYPES[name], "offset": units(text)}
    if name == "a":
        href = _HREF.search(token["attributes"])
        entity["url"] = unescape(href[1]) if href else ""
    if name == "blockquote" and "expandable" in token["attributes"]:
        entity["type"] = "expandable_blockquote"
    return entity


def _closed(opened: list[dict[str, Any]], name: str, text: str) -> dict[str, Any]:
    if not opened or opened[-1]["tag"] != name:
        raise _cannot_parse(f'Unmatched end tag, found "</{name}>"')
    entity = opened.pop()
    entity.pop("tag")
    return entity | {"length": units(text) - entity["offset"]}


def _bytes(html: str, at: int) -> int:
    return len(html[:at].encode())


def _cannot_parse(why: str) -> Exception:
    return bad_request(f"can't parse entities: {why}")
