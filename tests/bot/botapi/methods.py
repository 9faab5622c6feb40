"""The methods of the Bot API that the bot may call, with the checks that Telegram makes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from tests.bot.botapi.entities import parse_html, units
from tests.bot.botapi.errors import ApiError, bad_request
from tests.bot.botapi.telegram import BOT, Json, Telegram

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_ACTIONS = {"typing", "upload_document", "upload_photo"}


def call(telegram: Telegram, method: str, p: Json) -> Any:
    """The result of a method. Raises ApiError as Telegram would answer."""
    serve = METHODS.get(method)
    if serve is None:
        raise ApiError(404, "Not Found: method not found")
    return serve(telegram, p)


def get_updates(telegram: Telegram, p: Json) -> list[Json]:
    return telegram.take_updates(int(p.get("offset", 0)), int(p.get("limit", 100)), min(float(p.get("timeout", 0)), 50))


def set_webhook(telegram: Telegram, p: Json) -> bool:
    telegram.webhook = p if p.get("url") else None
    return True


def delete_webhook(telegram: Telegram, _p: Json) -> bool:
    telegram.webhook = None
    return True


def webhook_info(telegram: Telegram, _p: Json) -> Json:
    url = (telegram.webhook or {}).get("url", "")
    return {"url": url, "has_custom_certificate": False, "pending_update_count": len(telegram.pending)}


def set_my_commands(telegram: Telegram, p: Json) -> bool:
    for command in p["commands"]:
        if not (1 <= len(command["command"]) <= 32 and 1 <= len(command["description"]) <= 256):
            raise bad_request("BOT_COMMAND_INVALID")
    telegram.commands[p.get("language_code", "")] = p["commands"]
    return True


def send_message(telegram: Telegram, p: Json) -> Json:
    message = {"from": BOT, **_body(p)}
    if reply := p.get("reply_parameters"):
        message |= _reply(telegram, int(p["chat_id"]), reply)
    return telegram.store(int(p["chat_id"]), message)


def edit_message_text(telegram: Telegram, p: Json) -> Json:
    return _edited(telegram, p, _body(p))


def edit_message_reply_markup(telegram: Telegram, p: Json) -> Json:
    old = telegram.messages.get((int(p["chat_id"]), int(p["message_id"])), {})
    kept = {k: old[k] for k in ("text", "entities") if k in old}
    markup = {"reply_markup": _checked_markup(p["reply_markup"])} if p.get("reply_markup") else {}
    return _edited(telegram, p, kept | markup)


def _edited(telegram: Telegram, p: Json, body: Json) -> Json:
    """The message with another body. Raises ApiError for a lost or foreign message, or when nothing changes."""
    old = telegram.messages.get((int(p["chat_id"]), int(p["message_id"])))
    if old is None:
        raise bad_request("message to edit not found")
    if old["from"]["id"] != BOT["id"]:
        raise bad_request("message can't be edited")
    if {k: old.get(k) for k in ("text", "entities", "reply_markup")} == {"entities": None, "reply_markup": None} | body:
        raise bad_request(_NOT_MODIFIED)
    kept = {k: v for k, v in old.items() if k not in {"text", "entities", "reply_markup"}}
    new = kept | body | {"edit_date": int(time.time())}
    telegram.replace(new)
    return new


def send_chat_action(telegram: Telegram, p: Json) -> bool:
    if p["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    telegram.actions[int(p["chat_id"])].append(p["action"])
    return True


def answer_callback_query(telegram: Telegram, p: Json) -> bool:
    with telegram.changed:
        if telegram.callbacks.get(p["callback_query_id"]) != {}:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if units(p.get("text", "")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        telegram.callbacks[p["callback_query_id"]] = p
        telegram.changed.notify_all()
    return True


def send_document(telegram: Telegram, p: Json) -> Json:
    file_id = p["document"]
    if file_id not in telegram.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    name, data = telegram.files[file_id]
    document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(data)}
    caption = {"caption": p["caption"]} if p.get("caption") else {}
    return telegram.store(int(p["chat_id"]), {"from": BOT, "document": document, **caption})


def get_file(telegram: Telegram, p: Json) -> Json:
    if p["file_id"] not in telegram.files:
        raise bad_request("invalid file_id")
    size = len(telegram.files[p["file_id"]][1])
    return {"file_id": p["file_id"], "file_unique_id": p["file_id"], "file_size": size, "file_path": p["file_id"]}


def _body(p: Json) -> Json:
    """Text, entities and buttons of a message, checked."""
    text, entities = _text(p)
    if not text:
        raise bad_request("message text is empty")
    if units(text) > 4096:
        raise bad_request("message is too long")
    body: Json = {"text": text}
    if entities:
        body["entities"] = entities
    markup = _checked_markup(p.get("reply_markup") or {})
    if "inline_keyboard" in markup:  # other markup shapes the person's keyboard and is no part of the message
        body["reply_markup"] = markup
    return body


def _text(p: Json) -> tuple[str, list[Json]]:
    text = p.get("text") or ""
    match p.get("parse_mode"):
        case None:
            return text.strip(), []
        case "HTML":
            return parse_html(text)
    raise bad_request("unsupported parse_mode")


def _checked_markup(markup: Json) -> Json:
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    if len(buttons) > 100:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        if not button.get("text"):
            raise bad_request("inline keyboard button text is empty")
        if "url" not in button and not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    return markup


def _reply(telegram: Telegram, chat_id: int, reply: Json) -> Json:
    target = telegram.messages.get((chat_id, int(reply["message_id"])))
    if target is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return {"reply_to_message": target} if target else {}


METHODS: dict[str, Callable[[Telegram, Json], Any]] = {
    "getme": lambda _telegram, _p: BOT,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": webhook_info,
    "setmycommands": set_my_commands,
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "sendchataction": send_chat_action,
    "answercallbackquery": answer_callback_query,
    "senddocument": send_document,
    "getfile": get_file,
}
