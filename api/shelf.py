"""The shelf as people browse it: lists of acts, an act with its texts, a text with its structure. Every call blocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from api.present import act_out, act_ref, listed_act, text_detail, text_out
from api.problems import not_found
from api.schemas import ActDetailOut, ActsOut, GroupedTextOut, ReferenceOut, ReferrerOut, StatusOut, TextDetailOut
from corpus.agencies import agency_name
from corpus.calendar import today_in_vietnam
from corpus.fold import fold
from corpus.model import Act, Language, Reference, Relation
from corpus.store import Library
from corpus.store.referring import Mentioned, references_to
from corpus.validity import Validity, in_force

MOST_REFERRERS = 2000  # mentions that are gone through for the acts that refer to one


@dataclass(frozen=True, slots=True)
class ActFilter:
    """Which acts to list; None and "" mean any. `q` is looked for in number, title and issuer, accents or not.

    With `as_of`, acts that are not in force on that day are left out unless `validity` asks for them; without it, all
    are listed with their validity today.
    """

    q: str = ""
    kind: str | None = None
    issuer: str | None = None
    language: Language | None = None
    limit: int = 50
    offset: int = 0
    as_of: date | None = None
    validity: Validity | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """Kinds and issuers (agency ids) that occur among the acts."""

    kinds: tuple[str, ...]
    issuers: tuple[str, ...]


def acts(library: Library, wanted: ActFilter) -> ActsOut:
    """The acts that match, newest first, with the languages that each can be read in."""
    languages: dict[str, set[Language]] = defaultdict(set)
    for text in library.texts():
        languages[text.act_id or ""].add(text.language)
    day = wanted.as_of or today_in_vietnam()
    found = [act for act in library.acts() if _matches(act, wanted, languages[act.id])]
    found = _valid(found, wanted, day)
    page = found[wanted.offset : wanted.offset + wanted.limit]
    listed = [listed_act(act, today=day, languages=sorted(languages[act.id])) for act in page]
    return ActsOut(acts=listed, total=len(found))


def choices(library: Library) -> Choices:
    """What the acts can be filtered by."""
    held = library.acts()
    kinds = {act.kind for act in held if act.kind}
    return Choices(tuple(sorted(kinds)), tuple(sorted({act.issuer for act in held if act.issuer})))


def act(library: Library, act_id: str, as_of: date | None = None) -> ActDetailOut:
    """One act with its texts and the acts that they mention, its validity on a day, today when None.

    Raises:
        Problem: 404, there is no such act.
    """
    found = library.act(act_id)
    if found is None:
        raise not_found("act", act_id, "List the acts at /api/v1/acts.")
    texts = library.texts_of(act_id)
    return ActDetailOut(
        **act_out(found, as_of or today_in_vietnam()).model_dump(),
        texts=[GroupedTextOut(**text_out(text).model_dump(), grouping=library.grouping(text.id)) for text in texts],
        references=_references(library, found, [text.id for text in texts]),
        referrers=_referrers(library, found),
    )


def text(library: Library, text_id: str, as_of: date | None = None) -> TextDetailOut:
    """One text with content, sections and the spans of its passages; its act's validity on a day, today when None.

    Raises:
        Problem: 404, there is no such text.
    """
    found = library.text(text_id)
    if found is None:
        raise not_found("text", text_id, "Find texts through /api/v1/acts or /api/v1/search.")
    return text_detail(
        found,
        act=library.act(found.act_id) if found.act_id else None,
        sections=library.sections(text_id),
        passages=library.passages_of(text_id),
        as_of=as_of,
    )


def status(library: Library) -> StatusOut:
    """How much there is to answer from."""
    texts = library.texts()
    return StatusOut(
        version=version("congvu"),
        acts=library.count_acts(),
        texts=len(texts),
        passages=library.count_passages(),
        languages=dict(sorted(Counter(str(text.language) for text in texts).items())),
    )


def _matches(act: Act, wanted: ActFilter, languages: set[Language]) -> bool:
    issuers = [agency_name(act.issuer, language) for language in Language] if act.issuer else []
    words = fold(" ".join(filter(None, (act.number, act.title, *issuers))))
    return (
        all(word in words for word in fold(wanted.q).split())
        and wanted.kind in (None, "", act.kind)
        and wanted.issuer in (None, "", act.issuer)
        and (wanted.language is None or wanted.language in languages)
    )


def _valid(found: list[Act], wanted: ActFilter, day: date) -> list[Act]:
    """The acts of the wanted validity. Asked as of a day, those out of force come only when nothing else matches."""
    if wanted.validity is not None:
        return [act for act in found if in_force(act, day) is wanted.validity]
    if wanted.as_of is None:
        return found
    return [act for act in found if in_force(act, day) in (Validity.IN_FORCE, Validity.UNKNOWN)] or found


def _references(library: Library, act: Act, text_ids: list[str]) -> list[ReferenceOut]:
    """Each other act once for each relation, in reading order, with its id where the corpus holds it."""
    held = {other.number: other.id for other in library.acts() if other.number}
    first: dict[tuple[str, str], tuple[str, Reference]] = {}
    for text_id in text_ids:
        for found in library.references(text_id):
            if found.number != act.number and found.relation is not Relation.RELATED:  # clauses are shown with the text
                first.setdefault((found.number, str(found.relation)), (text_id, found))
    return [
        ReferenceOut(
            number=number,
            relation=relation,
            act_id=held.get(number),
            text_id=text_id,
            section=found.clause,
            start=found.start,
            end=found.end,
        )
        for (number, relation), (text_id, found) in first.items()
    ]


def _referrers(library: Library, act: Act) -> list[ReferrerOut]:
    """The acts whose texts mention this one, each once for each relation."""
    if act.number is None:
        return []
    acts_of = {text.id: text.act_id for text in library.texts()}
    first: dict[tuple[str, str], Mentioned] = {}
    for found in references_to(library.database, act.number, most=MOST_REFERRERS):
        other = acts_of.get(found.text_id)
        if other and other != act.id:
            first.setdefault((other, str(found.reference.relation)), found)
    held = {other.id: other for other in library.acts()}
    return [
        ReferrerOut(
            act=act_ref(held[other]),
            relation=relation,
            text_id=found.text_id,
            section=found.reference.clause,
            start=found.reference.start,
            end=found.reference.end,
        )
        for (other, relation), found in first.items()
        if other in held
    ]
