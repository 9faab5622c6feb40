"""Conversations over HTTP: their owner reads them, deletes them, and nobody else meets them."""

from __future__ import annotations

import httpx

from assistant.conversations import Conversations
from assistant.model import ActRef, Citation, TextRef
from corpus.model import Language
from corpus.store import Library

CITED = Citation(
    n=1,
    act=ActRef("58-2026-nd-cp", "58/2026/NĐ-CP", None),
    text=TextRef("gone", Language.VI, None, None, "gone.md"),
    section="Điều 5",
    quote="Lệ phí: 70.000 đồng",
    start=3,
    end=22,
)


def remembered(library: Library) -> str:
    kept = Conversations(library.database)
    mine = kept.new_id()
    kept.remember(mine, question="bao nhiêu?", understood="bao nhiêu?", answer="70.000 đồng [1]", citations=(CITED,))
    return mine


def test_a_conversation_is_read_with_the_words_its_answers_cited(client: httpx.Client, library: Library) -> None:
    mine = remembered(library)
    found = client.get(f"/api/v1/conversations/{mine}").json()
    assert found["id"] == mine and found["expires_at"] > found["turns"][0]["asked_at"]
    turn = found["turns"][0]
    assert (turn["question"], turn["answer"]) == ("bao nhiêu?", "70.000 đồng [1]")
    assert turn["citations"][0]["quote"] == CITED.quote  # its text is not in the library


def test_a_deleted_conversation_is_gone(client: httpx.Client, library: Library) -> None:
    mine, other = remembered(library), remembered(library)
    assert client.delete(f"/api/v1/conversations/{mine}").status_code == 204
    for response in (client.get(f"/api/v1/conversations/{mine}"), client.delete(f"/api/v1/conversations/{mine}")):
        assert response.status_code == 404
        assert response.json()["type"] == "urn:congvu:problem:no-such-conversation"
    assert client.get(f"/api/v1/conversations/{other}").status_code == 200


def test_conversations_are_not_listed_and_ids_are_checked(client: httpx.Client) -> None:
    assert client.get("/api/v1/conversations").status_code == 404
    assert client.get("/api/v1/conversations/a%20b").status_code == 422
    assert client.get("/api/v1/conversations/" + "a" * 65).status_code == 422
