"""A server over the sample guides, and the officials who answer for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from api.application import create_app
from corpus.ingest import ingest
from corpus.store import Library, open_database
from register.model import Role
from register.people import add_person
from tests.api.conftest import serving
from tests.api.scripted import ScriptedAssistant

CUTTING = """CHÍNH PHỦ
Số: 66.99/2026/NQ-CP
Hà Nội, ngày 18 tháng 5 năm 2026

NGHỊ QUYẾT
Về cắt giảm, đơn giản hóa thủ tục hành chính

Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026.

## Phụ lục I
- *Lĩnh vực căn cước*:
  - Đơn giản hóa thủ tục cấp lại thẻ căn cước do bị mất hoặc hư hỏng
  - Bãi bỏ thủ tục cấp giấy phép nuôi chim cảnh
"""


@dataclass(frozen=True, slots=True)
class Served:
    """Where the guides are served, and the tokens of an official of the commune's police and of an editor."""

    address: str
    library: Library
    official: str
    stranger: str
    editor: str

    def client(self, token: str | None = None) -> httpx.Client:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=self.address, timeout=20, headers=headers)


@contextmanager
def served_guides(folder: Path, samples: Path) -> Iterator[Served]:
    """The sample guides and an act that cuts one of them, over real HTTP."""
    database = open_database(f"sqlite:///{folder / 'congvu.db'}")
    library = Library(database)
    (folder / "nghi-quyet.md").write_text(CUTTING, encoding="utf-8")
    ingest([samples / "procedures", folder / "nghi-quyet.md"], library, database)
    _, official = add_person(database, "Lan", Role.OFFICIAL, agency="commune-police")
    _, stranger = add_person(database, "Minh", Role.OFFICIAL, agency="ministry-of-justice")
    _, editor = add_person(database, "Ed", Role.EDITOR)
    with serving(create_app(ScriptedAssistant(), library)) as address:
        yield Served(address, library, official, stranger, editor)


def identity_of(client: httpx.Client, words: str) -> str:
    """The id of the first procedure that words find."""
    found = client.get("/api/v1/procedures", params={"q": words, "limit": 1}).json()
    return str(found["procedures"][0]["id"])
