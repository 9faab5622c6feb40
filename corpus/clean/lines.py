"""What single lines say of themselves: sentences, buttons, stamps, named fields."""

from __future__ import annotations

import re

from corpus.clean.page import Page
from corpus.clean.words import words
from corpus.describe.dates import find_date
from corpus.model import LineKind

SENTENCE = 60  # characters from which a line that ends as sentences do is an article's text
PARAGRAPH = 140  # characters from which any line is
TITLE = 15  # characters that a title has at least
BUTTON = 90  # characters; buttons and counters are no longer
WORD = 35  # characters of a line that is hardly more than a word such as "Search"
ADDRESSED = 0.2  # share of sentences from which on an article speaks to its reader itself
TOLD = 6  # spaces in a sentence that is no button's
STAMP = 60  # characters of a line that says when an article was published
BESIDE_DAY = 25  # letters beside the day in it
BESIDE_TIME = 60  # letters beside a day with a time or a bar in it, which no sentence has

ENDED = re.compile(r"[.!?…;:][\s*_”\"»)]*$")
_TIMED = re.compile(r"\b\d{1,2}:\d{2}\b|\s\|\s")
_LABELLED = re.compile(r"(?:\d{1,2}[.)]\s*)?[*_]*[^\W\d_][^:|(]{2,40}:[*_]*\s+(?P<value>\w)")  # "Fee: 70,000 VND"
_READER = re.compile(  # a page speaks to its reader and of itself, an article of third persons
    r"\b(?:you|your|our|(?-i:us)|we|вы|вам|вас|ваш\w*|мы|наш\w*|ви|вами?|наш\w*|bạn|quý (?:vị|độc giả|khách)|chúng tôi|"
    r"twoj\w+|twój|nasz\w*|nam|nami|państwa|państwu|\w+(?:ujemy|ywamy|szamy|osimy)|\w+уємо|"
    r"czytelnik\w*|читател\w+|читач\w*|độc giả|readers?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[«“„\"][^»”\"]*[»”\"]")  # what others say
_SITE = re.compile(
    r"\b(?:(?:web)?sites?|pages?|accounts?|articles?|stor(?:y|ies)|e?-?mails?|сайт\w*|издани\w+|видання|"
    r"материал\w*|матеріал\w*|редакц\w+|witryn\w*|stron\w*|redakcj\w+|materiał\w*|"
    r"trang (?:web|thông tin|tin)|website|tòa soạn|bài viết|video|publication|press releases?|app|cookies?|"
    r"newsletters?|subscri\w+|prenumerat\w*|subskryp\w+|подписк\w*|передплат\w*|підписк\w*|download)\b",
    re.IGNORECASE,
)
PICTURE_SIGN = r"[\u2600-\u2793\U0001f300-\U0001faff]\ufe0f?"
PICTOGRAM = rf"{PICTURE_SIGN}\s"  # with which posts of offices mark their items
_ITEM = re.compile(
    rf"[-–—•|]|[+*]\s|{PICTOGRAM}|"
    r"\[\d{1,3}\]|\(?\d{1,3}[.)]\s|\(?[a-zđа-я]\)\s|"
    r"(?:Hỏi|Đáp|Trả lời|Вопрос|Ответ|Питання|Відповідь)(?:\s+\d+)?\s*[:.]"
)


def is_text(page: Page, at: int) -> bool:
    """Whether a line is a sentence or an item of a list, and no sentence that a button says."""
    line = page.lines[at]
    if page.kinds[at] is not LineKind.CONTENT:
        return False
    if len(line) >= PARAGRAPH:
        return True
    long = len(line) >= SENTENCE and ENDED.search(line) is not None
    called = _ITEM.match(line) is not None and not line.endswith("!")  # an item that calls on its reader is the page's
    return (long or called) and not is_button(line)


def is_labelled(line: str) -> bool:
    """Whether a line is a name and its value; behind the colon of a headline small letters follow."""
    found = _LABELLED.match(line)
    return found is not None and not found["value"].islower()


def is_button(line: str) -> bool:
    """Whether a line is what one clicks on; an item that says a whole sentence ("- ... share data.") is text."""
    if says(line) and (_ITEM.match(line) or _tells(line)):
        return False
    known = words()
    return (len(line) <= BUTTON and known.furniture.search(line) is not None) or (
        len(line) <= WORD and known.button.search(line) is not None and not line.endswith("?")
    )


def _tells(line: str) -> bool:
    """Whether a sentence has a third person for its subject, and some length: a button's word in it is no button."""
    told = line.endswith(".") and line.count(" ") >= TOLD
    return told and not speaks_to_reader(line) and not speaks_of_page(line)


def is_stamp(line: str) -> bool:
    """Whether a line is a day, and at most a name or "Updated" beside it."""
    timed = _TIMED.search(line) is not None and not says(line)
    found = find_date(line) if len(line) <= STAMP or timed else None
    beside = BESIDE_TIME if timed else BESIDE_DAY
    return found is not None and sum(map(str.isalpha, line[: found[1]] + line[found[2] :])) <= beside


def says(line: str) -> bool:
    """Whether a line is a sentence, however short."""
    return line.count(" ") >= 3 and line.rstrip('*_”"») ').endswith((".", "!", "?", ";"))


def speaks_to_reader(line: str) -> bool:
    """Whether a line addresses its reader or speaks for its publisher, which articles and acts seldom do."""
    return _READER.search(line) is not None and _READER.search(_QUOTED.sub("", line)) is not None


def speaks_of_page(line: str) -> bool:
    """Whether a line speaks of sites, pages, accounts."""
    return _SITE.search(line) is not None
