"""Answers about documents as such, each line from the record of an act and cited where it was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.documents.act_duties import ActDuties
from assistant.documents.asking import Ask, read_ask
from assistant.documents.clauses import clause_of, named_clause
from assistant.documents.naming import Named
from assistant.documents.record import Cited, OnRecord, Records
from assistant.model import Answer, AnswerStatus, Clarification, Question, Route
from assistant.phrases import Phrases
from assistant.standing import notice_line, notices_on
from corpus.agencies import agency_name
from corpus.identifiers import number_key
from corpus.model import Act, Language, Relation
from corpus.patterns import plain
from corpus.store import Library
from corpus.store.referring import references_to

SURE = 0.95  # the record of an act is read, not searched for
MENTIONS = 3  # places shown where a document is only mentioned
FIELDS = {
    Ask.ISSUED: "issued",
    Ask.ISSUER: "issuer",
    Ask.SIGNER: "signer",
    Ask.EFFECTIVE: "effective_from",
    Ask.ENDING: "effective_until",
}
CHANGING = (Relation.REPLACES, Relation.REPEALS, Relation.AMENDS)
DOING = (Relation.REPLACES, Relation.REPEALS, Relation.AMENDS, Relation.IMPLEMENTS)


class Answering:
    """One answer in the making."""

    def __init__(self, library: Library, question: Question, reader: Language, day: date) -> None:
        self._library = library
        self._question = question
        self._reader = reader
        self._day = day
        self._phrases = Phrases(reader)
        self._records = Records(library, reader)
        self._cited = Cited(library, day)
        self._duties = ActDuties(library, reader)

    def titled(self, named: Sequence[Named]) -> str:
        """The folded titles and issuers of the acts named, in all languages that they are known in."""
        acts = [one.act for one in named if one.act]
        titles = [found.value for act in acts for found in self._records.values(act, "title")]
        issuers = [agency_name(act.issuer, language) for act in acts if act.issuer for language in Language]
        return plain(" ".join((*titles, *issuers)))

    def unknown(self, named: Named, near: Sequence[str]) -> Answer:
        """No such document: never answered from another, which may only be offered."""
        said = self._phrases["document_unknown"].format(number=named.number)
        if not near:
            return self._done([said], AnswerStatus.NOT_IN_DOCUMENTS)
        asked = self._phrases["document_meant"]
        lines = [said, asked, *(f"• {number}" for number in near)]
        return replace(
            self._done(lines, AnswerStatus.NOT_IN_DOCUMENTS), clarification=Clarification(asked, tuple(near))
        )

    def clause(self, named: Sequence[Named], words: str) -> Answer | None:
        """The words of the clause that is named with its one act; None where more is asked than what it says."""
        asked = named_clause(words)
        act = named[0].act if len(named) == 1 else None
        if act is None or asked is None or any(one.start < asked.end and asked.start < one.end for one in named):
            return None
        rest = f"{words[: asked.start]}{' ' * (asked.end - asked.start)}{words[asked.end :]}"
        if read_ask(rest, named) is not Ask.WHAT:
            return None
        number, place = str(act.number), words[asked.start : asked.end]
        found = clause_of(act, asked.path, self._library, self._records)
        if found is None:
            said = self._phrases["clause_absent"].format(number=number, place=place)
            return self._done([said], AnswerStatus.NOT_IN_DOCUMENTS)
        quoted, goes_on = found
        lines = [f"{number}, {place}: {self._phrases.quote(quoted.quote)} {self._cited.mark(quoted)}"]
        lines += [self._phrases["clause_goes_on"]] if goes_on else []
        return self._done([*lines, *self._noticed(act)], AnswerStatus.ANSWERED)

    def which(self, named: Named) -> Answer:
        """A number without its issuer that several documents here bear."""
        asked = self._phrases["document_which"].format(number=named.number.split("/")[0])
        lines = [asked, *(f"• {number}" for number in named.several)]
        answer = self._done(lines, AnswerStatus.CLARIFICATION)
        return replace(answer, clarification=Clarification(asked, named.several))

    def about(self, named: Sequence[Named], ask: Ask) -> Answer | None:
        acts = [one.act for one in named if one.act]
        absent = [one for one in named if one.act is None]
        if ask is Ask.COMPARE or (ask is Ask.CHANGED and len(named) > 1):
            return self._compared(acts, absent) if acts else None
        if not acts and ask is Ask.WHAT:
            return self._mentioned(absent[0])
        acts = acts or [Act(id=absent[0].number, number=absent[0].number)]
        lines = list(self._lines(acts[0], ask))
        return self._done(lines, AnswerStatus.ANSWERED) if lines else None

    def fields(self, named: Sequence[Named], fields: Sequence[str], *, same: bool) -> Answer | None:
        """What the record of each act tells of the fields; first whether the first is the same, where that is asked.

        None where the record of an act lacks the first: its text may tell.
        """
        acts = list({one.act.id: one.act for one in named if one.act}.values())
        acts = acts or [Act(id=named[0].number, number=named[0].number)]
        values = [self._records.values(act, fields[0]) for act in acts]
        if not all(values):
            return None
        if len(acts) == 1:
            fields = [*fields, FIELDS[Ask.EFFECTIVE]] if fields[0] == FIELDS[Ask.ENDING] else fields
            told = [(field, found) for field in fields if (found := self._records.values(acts[0], field))]
            said = " ".join(self._field(field, found) for field, found in told)
            return self._done([said, *self._noticed(acts[0])], AnswerStatus.ANSWERED)
        first, *others = ({one.value for one in found} for found in values)
        lead = [self._phrases["lead_yes" if all(first == other for other in others) else "lead_no"]] if same else []
        lines = [*lead, " — ".join(str(act.number) for act in acts), *self._rows(acts, fields)]
        for act in acts:
            lines += [line for line in self._noticed(act) if line not in lines]
        return self._done(lines, AnswerStatus.ANSWERED)

    def endless(self, named: Sequence[Named]) -> Answer | None:
        """Until when an act is in force where its record does not say: what ended it, or that it is not told."""
        act = next((one.act for one in named if one.act), None)
        if act is None or len(named) > 1:
            return None
        if noticed := list(self._noticed(act)):
            return self._done(noticed, AnswerStatus.ANSWERED)
        starts = self._records.values(act, FIELDS[Ask.EFFECTIVE])
        told = [self._field(FIELDS[Ask.EFFECTIVE], starts)] if starts else []
        said = self._phrases["ending_untold"].format(number=act.number)
        return self._done([said, *told], AnswerStatus.NOT_IN_DOCUMENTS)

    def _rows(self, acts: Sequence[Act], fields: Sequence[str]) -> Iterator[str]:
        """A line for each field that any of the acts has, with the value of each."""
        for field in fields:
            found = [self._records.values(act, field) for act in acts]
            if any(found):
                yield f"{self._phrases[f'record_{field}']}: " + " — ".join(map(self._value, found)) + "."

    def _lines(self, act: Act, ask: Ask) -> Iterator[str]:
        match ask:
            case Ask.WHAT:
                yield from self._what(act)
            case Ask.CHANGED:
                yield from self._changes(act)
            case Ask.STANDING:
                yield from self._stands(act)

    def _what(self, act: Act) -> Iterator[str]:
        titles = self._records.values(act, "title")
        if titles:
            yield f"{act.number}: {self._phrases.quote(titles[0].value)} {self._cited.mark(titles[0])}"
        for field in ("issuer", "issued", "signer", "effective_from"):
            if found := self._records.values(act, field):
                yield self._field(field, found)
        if opening := self._records.opening(act):
            yield f"{self._phrases['record_opening']} {self._phrases.quote(opening.quote)} {self._cited.mark(opening)}"
        yield from self._noticed(act)

    def _field(self, field: str, found: Sequence[OnRecord]) -> str:
        """One value, or all that the texts give where they differ, marked as such."""
        label = self._phrases[f"record_{field}"]
        shown = "; ".join(self._cited.fact(one, self._reader) for one in found)
        conflict = f" {self._phrases['sources_differ']}" if len(found) > 1 else ""
        return f"{label}: {shown}.{conflict}"

    def _stands(self, act: Act) -> Iterator[str]:
        noticed = list(self._noticed(act))
        yield from noticed
        starts = self._records.values(act, "effective_from") or self._records.values(act, "issued")
        if starts:
            yield self._field(starts[0].field, starts)
        if ends := self._records.values(act, "effective_until"):
            yield self._field("effective_until", ends)
        changing = references_to(
            self._library.database, str(act.number), CHANGING, most=1
        )  # in force on the day or not
        if starts and not noticed and not changing:
            yield self._phrases["standing_unchanged"].format(number=act.number)

    def _noticed(self, act: Act) -> Iterator[str]:
        for notice in notices_on(act, self._library, reader=self._reader, day=self._day):
            marks = "".join(f"[{self._cited.number(place)}]" for place in notice.places)
            yield f"{notice_line(notice, self._reader)} {marks}".rstrip()

    def _changes(self, act: Act) -> Iterator[str]:
        """What the act does to others, then what others do to it; nothing where no text says so."""
        for text in self._records.texts(act):
            done = [r for r in self._library.references(text.id) if r.relation in DOING]
            if not done:
                continue
            shown: set[tuple[str, str]] = set()
            for reference in done:
                key = (str(reference.relation), number_key(reference.number))
                if key not in shown:
                    shown.add(key)
                    place = self._records.place(text.id, reference)
                    yield self._relation(str(act.number), reference.relation, reference.number, place)
            break
        yield from self._noticed(act)

    def _relation(self, first: str, relation: Relation, second: str, place: OnRecord) -> str:
        said = self._phrases[f"relation_{relation}"].format(first=first, second=second)
        return f"{said}: {self._phrases.quote(place.quote.strip('#* '))} {self._cited.mark(place)}"

    def _compared(self, acts: Sequence[Act], absent: Sequence[Named]) -> Answer:
        numbers = [str(act.number) for act in acts]
        lines = [" — ".join((*numbers, *(one.number for one in absent)))]
        lines += self._rows(acts, ("title", "issuer", "signer", "issued", "effective_from", "effective_until"))
        lines += [line for act in acts for line in self._duties.lines(act, self._cited)]
        related = list(self._between(acts, [*numbers, *(one.number for one in absent)]))
        lines += related or [self._phrases["unrelated"]]
        lines += [self._phrases["document_absent"].format(number=one.number) for one in absent]
        for act in acts:
            lines += [line for line in self._noticed(act) if line not in lines]
        return self._done(lines, AnswerStatus.PARTIAL if absent else AnswerStatus.ANSWERED)

    def _value(self, found: Sequence[OnRecord]) -> str:
        if not found:
            return self._phrases["record_not_told"]
        one = found[0]
        if one.field == "title":
            return f"{self._phrases.quote(one.value)} {self._cited.mark(one)}"
        return self._cited.fact(one, self._reader)

    def _between(self, acts: Sequence[Act], numbers: Sequence[str]) -> Iterator[str]:
        keys = {number_key(number) for number in numbers}
        for act in acts:
            found: dict[tuple[str, str], str] = {}
            for text in self._records.texts(act):
                for reference in self._library.references(text.id):
                    key = (str(reference.relation), number_key(reference.number))
                    if key[1] in keys - {number_key(str(act.number))} and key not in found:
                        place = self._records.place(text.id, reference)
                        found[key] = self._relation(str(act.number), reference.relation, reference.number, place)
            strong = [line for (relation, _), line in found.items() if relation != Relation.CITES.value]
            yield from strong or list(found.values())

    def _mentioned(self, named: Named) -> Answer:
        """A document that is not here: what it says cannot be told, only where it is mentioned."""
        places = [
            self._records.place(one.text_id, one.reference)
            for one in references_to(self._library.database, named.number, most=MENTIONS)
        ]
        marks = "".join(dict.fromkeys(self._cited.mark(place) for place in places))
        said = self._phrases["document_absent"].format(number=named.number)
        lines = [said, f"{self._phrases['mentioned_in']} {marks}"] if marks else [said]
        return self._done(lines, AnswerStatus.NOT_IN_DOCUMENTS)

    def _done(self, lines: Sequence[str], status: AnswerStatus) -> Answer:
        answered = status in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)
        return Answer(
            question=self._question.words,
            language=self._reader,
            status=status,
            answer="\n".join(lines),
            route=Route.PASSAGES if answered else Route.NONE,
            confidence=SURE,
            facts=tuple(dict.fromkeys(self._cited.facts)),
            citations=self._cited.citations,
        )
