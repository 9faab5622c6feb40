"""Reading: a loaded file becomes a text with its language, structure, description and passages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from corpus.clean import line_kinds
from corpus.cut import cut
from corpus.describe import describe
from corpus.fold import fold
from corpus.language import detect_text
from corpus.load.model import LoadedFile
from corpus.model import Language, Section, SectionKind, TextRecord
from corpus.procedures import Procedure, find_in_law, find_procedures
from corpus.procedures.cuts import find_cuts
from corpus.store.library import TextEntry
from corpus.structure import structure

SLUG_CHARACTERS = 60
LAW_ARTICLES = 10  # so many articles make a text a law: decisions that publish guides have three or four
DIGEST_CHARACTERS = 6  # beside the slug: files of one name differ in content, so 16 million are plenty

_TRANSLITERATION = str.maketrans("абвгдезийклмнопрстуфыэі", "abvgdeziyklmnoprstufyei") | str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
    | {"ї": "i", "є": "e"}
)
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def text_id(file: str, sha256: str) -> str:
    """A readable id for the text of a file that is read for the first time."""
    path = PurePosixPath(file)
    slug = _NOT_WORD.sub("-", fold(path.stem).translate(_TRANSLITERATION)).strip("-")[:SLUG_CHARACTERS].strip("-")
    digest = hashlib.sha256(f"{path.name}\n{sha256}".encode()).hexdigest()[:DIGEST_CHARACTERS]
    return f"{slug or 'text'}-{digest}"


def read(loaded: LoadedFile, *, known_as: str | None = None) -> TextEntry:
    """Everything that is stored of a file. `known_as` is its text's id when an earlier version was read before."""
    content = loaded.content
    language = detect_text(content)
    kinds = line_kinds(content)
    sections = structure(content, language, kinds)
    described = describe(content, file=loaded.file, language=language, kinds=kinds, sections=sections)
    text = TextRecord(
        id=known_as or text_id(loaded.file, loaded.sha256),
        language=language,
        file=loaded.file,
        sha256=loaded.sha256,
        content=content,
        act_id=described.act.id if described.act else None,
        title=described.title,
        publisher=described.publisher,
        source_url=described.source_url,
        published=described.published,
        media_type=loaded.media_type,
        completeness=described.completeness,
    )
    return TextEntry(
        text=text,
        act=described.act,
        sections=sections,
        passages=cut(text, sections, kinds),
        references=described.references,
        evidence=described.evidence,
        grouping=described.grouping,
        procedures=_procedures(content, language, sections, act=described.act is not None),
        cuts=find_cuts(content, described.title) if language is Language.VI else (),
        offsets=loaded.offsets.packed(),
    )


def _procedures(content: str, language: Language, sections: Sequence[Section], *, act: bool) -> tuple[Procedure, ...]:
    if not _is_law(sections):
        return find_procedures(content, language, act=act)
    return find_in_law(content) if language is Language.VI else ()


def _is_law(sections: Sequence[Section]) -> bool:
    """Whether a text is a law rather than a guide: only its articles may tell procedures."""
    return sum(section.kind is SectionKind.ARTICLE for section in sections) >= LAW_ARTICLES
