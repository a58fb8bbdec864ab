"""A whole draft read: every sentence and table, each claim with its place and whom it tells of."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

import attrs

from palnet.draft.backwards import attach_changes, attach_count, attach_share, said_reached
from palnet.draft.found import Found, Sentence
from palnet.draft.grammar import parse
from palnet.draft.hints import of_event, own_words, shows_nothing, who_in_headings
from palnet.draft.passages import Draft, Passage, Sort
from palnet.draft.reading import Claim, Passed, Reading, Sure
from palnet.draft.scope import Who, subject, who_in
from palnet.draft.sentences import sentences
from palnet.draft.tables import Cell, cells
from palnet.draft.tokens import Reason
from palnet.model.figure import Unit

__all__ = ["Read", "read_draft", "year_of"]

_SURVEY = r"(?:rapportering|undersøk|skjema|survey|questionnaire|reporting)"
_ANSWERED = re.compile(
    rf"\b(?:be)?svar(?:t|te|a)\b[^.;]{{0,40}}{_SURVEY}|\b(?:answered|responded|completed|"
    rf"replied)\b[^.;]{{0,40}}{_SURVEY}|"
    r"\bsvarprosent|\bsvarandel|\bresponse rate|\bdeltok i (?:spørre)?undersøkelsen",
    re.IGNORECASE,
)
_WHO_DID = re.compile(
    r"\b(?:som|who)\s+(?:har\s+|have\s+|had\s+)?(?:besvart|svart|svarte|besvarte|svara|sendt inn|levert|"
    r"rapportert|rapporterte|answered|responded|reported)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2}\.?\s*[a-zæøå]{3,9}\.?\s+(?:19|20)\d\d", re.IGNORECASE)
_SHARES = (Claim.SHARE, Claim.RATIO, Claim.WORDS)
_COMPARED = re.compile(
    r"sammenlign|sammenlikn|samanlikn|\bmot\b|\bfra\b|\bfrå\b|\bsiden\b|compared|since|against", re.IGNORECASE
)


@attrs.frozen
class _Here:
    """Where the reader is: a sentence's place in its passage, the headings' subject, the paragraph's first reading."""

    passage: Passage
    offset: int
    headings: Who
    first: int


@attrs.frozen(kw_only=True)
class Read:
    """What was read of a draft: claims, and numbers that are no figures. ``year`` is the one that it tells of."""

    draft: Draft
    readings: tuple[Reading, ...]
    passed: tuple[Passed, ...]
    year: int | None


def year_of(draft: Draft) -> int | None:
    """The year that a draft tells of: in its title, in its first headings, in its file's name, or the most named."""
    headings = [_DAY.sub("", one.text) for one in draft.passages if one.sort is Sort.HEADING][:3]
    for text in (*headings, re.sub(r"\D", " ", draft.path.rpartition("/")[2])):
        years = re.findall(r"\b(?:19|20)\d\d\b", text)
        if len(set(years)) == 1:
            return int(years[0])
    named = Counter(year for one in draft.passages for year in re.findall(r"\b20\d\d\b", _DAY.sub("", one.text)))
    return int(named.most_common(1)[0][0]) if named else None


def read_draft(draft: Draft) -> Read:
    """Every claim of a draft, in order."""
    reader = _Reader(draft)
    reader.walk()
    return Read(draft=draft, readings=tuple(reader.readings), passed=tuple(reader.passed), year=reader.year)


class _Reader:
    """Walks through the passages and remembers whom it was told of last."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lang = "en" if draft.language == "en" else "no"
        self.readings: list[Reading] = []
        self.passed: list[Passed] = []
        self.seen: Counter[str] = Counter()
        self.year = year_of(draft)

    def walk(self) -> None:
        """Read all passages."""
        passages = self.draft.passages
        for position, passage in enumerate(passages):
            following = passages[position + 1] if position + 1 < len(passages) else None
            self.before = passages[position - 1] if position else None
            if passage.grid is not None:
                self._table(passage)
            else:
                self._prose(passage, following)

    def _key(self, text: str) -> str:
        """A name that stays while the sentence does: of its letters, and which one of that sentence it is."""
        letters = re.sub(r"[\W\d_]+", "", text.lower())
        base = hashlib.sha256(letters.encode()).hexdigest()[:8]
        self.seen[base] += 1
        return f"{base}-{self.seen[base]}"

    # Prose.

    def _prose(self, passage: Passage, following: Passage | None) -> None:
        headings = who_in_headings(passage.section)
        first = len(self.readings)
        self.told: str | None = None
        ends = list(sentences(passage.text))
        for start, end in ends:
            said = passage.text[start:end]
            sentence = parse(said, self.lang)
            if passage.sort is Sort.HEADING:
                sentence.passed += [attrs.evolve(one, reason=Reason.LABEL) for one in sentence.tokens]
                sentence.found = []
            self._pass(sentence, passage, start)
            held = self._claims(sentence, _Here(passage, start, headings, first))
            if not held and (start, end) == ends[-1] and shows_nothing(said, following):
                held = [self._picture(said, passage, start, headings)]
            said_reached(self.readings, said, held, first)
            self.readings += held
            if sentence.earlier is not None and not attach_share(self.readings, sentence.earlier, first):
                self._lost(sentence, passage, start)
            attach_changes(self.readings, first)
            # Whose network a sentence begins with, the next may go on with.
            self.told = who_in(said[:70]).network

    def _pass(self, sentence: Sentence, passage: Passage, offset: int) -> None:
        for one in sorted(sentence.passed, key=lambda token: token.start):
            place = passage.place(offset + one.start, offset + one.end)
            self.passed.append(
                Passed(
                    reason=one.reason or Reason.UNKNOWN,
                    text=one.text,
                    place=place,
                    section=passage.section,
                    sentence=sentence.text,
                )
            )

    def _lost(self, sentence: Sentence, passage: Passage, offset: int) -> None:
        """A number of earlier that points back to a share which is not there."""
        place = passage.place(offset, offset + len(sentence.text))
        text = f"{sentence.earlier.percent if sentence.earlier is not None else ''} %"
        self.passed.append(
            Passed(reason=Reason.UNKNOWN, text=text, place=place, section=passage.section, sentence=sentence.text)
        )

    def _claims(self, sentence: Sentence, here: _Here) -> list[Reading]:
        held: list[Reading] = []
        for position, one in enumerate(sentence.found):
            if one.earlier and attach_count(self.readings, one.before, here.first):
                continue
            after = sentence.found[position + 1].start if position + 1 < len(sentence.found) else len(sentence.text)
            who, own = self._who(sentence.text, one, max(after, one.after), held, here)
            held.append(self._reading(sentence.text, one, here, who, told_itself=own))
        return held

    def _reading(self, text: str, one: Found, here: _Here, who: Who, *, told_itself: bool) -> Reading:
        passage = here.passage
        sure = one.sure
        if not told_itself and sure is Sure.SURE and one.claim in _SHARES:
            sure = Sure.LIKELY
        if self.draft.language is None:
            sure = Sure.UNSURE
        told = one.claim in (Claim.SHARE, Claim.COUNT, Claim.RATIO, Claim.RANGE)
        if len({piece.who.network for piece in one.pieces} - {None}) > 1:
            # What is made of both networks is of neither.
            who = attrs.evolve(who, network=None)
        did = bool(_WHO_DID.search(text))
        answering = told and bool(_ANSWERED.search(text)) and not did and "evaluer" not in text.lower()
        return Reading(
            key=self._key(text),
            claim=one.claim,
            sure=sure,
            place=passage.place(here.offset + one.start, here.offset + one.end),
            section=passage.section,
            sentence=text,
            own=own_words(text, one),
            start=one.start,
            end=one.end,
            anchor=passage.number,
            percent=one.percent,
            numerator=one.numerator,
            denominator=one.denominator,
            value=one.value,
            most=one.most,
            unit=one.unit,
            rough=one.rough,
            words=one.words,
            pieces=one.pieces,
            before=tuple(one.before),
            who=who,
            answering=answering and one.unit in (None, Unit.PERSONS, Unit.ANSWERS),
            asked=did,
            assembled=one.assembled,
            event=told and not answering and of_event(text, one),
            year=self._told_year(text, one),
        )

    def _who(self, text: str, one: Found, after: int, held: Sequence[Reading], here: _Here) -> tuple[Who, bool]:
        """Whom a claim tells of, and whether its own words say so."""
        headings = here.headings
        if one.claim in (Claim.CHANGE, Claim.TARGET):
            return Who(None, who_in(text[: one.start]).network, None).or_else(Who(None, headings.network, None)), True
        if one.claim not in _SHARES:
            headings = attrs.evolve(headings, role=None)
        mine = who_in(text[one.start : one.after] + " " + subject(text[one.after :]))
        stretch = Who(None, who_in(text[one.start : after]).network, None)
        head = who_in(text[: held[0].start] if held else text[: one.start])
        if mine.role is not None:
            return mine.or_else(stretch).or_else(Who(None, head.network or self.told or headings.network, None)), True
        if head.role is not None and one.claim in _SHARES:
            return Who(
                head.role, mine.network or stretch.network or head.network or headings.network, head.sector
            ), True
        if mine.network is not None:
            return mine.or_else(Who(headings.role, None, None)), True
        previous = self._subject_before(held, here)
        if previous is not None and one.claim in _SHARES:
            return previous.or_else(headings), False
        if one.claim in _SHARES or headings.network is None:
            return Who(None, head.network, None).or_else(headings), False
        return headings, False

    def _subject_before(self, held: Sequence[Reading], here: _Here) -> Who | None:
        """Whom the share before this one told of, in the same paragraph or the one that it follows upon."""
        passage = here.passage
        if held:
            return held[-1].who
        for place in range(len(self.readings) - 1, -1, -1):
            one = self.readings[place]
            if one.claim in _SHARES:
                near = place >= here.first or (
                    passage.sort is Sort.TEXT
                    and self.before is not None
                    and self.before.sort is Sort.TEXT
                    and one.section == passage.section
                    and one.sentence in self.before.text
                )
                return one.who if near else None
        return None

    def _told_year(self, text: str, one: Found) -> int | None:
        """A year that the claim's own clause gives it, where it is not one to compare with."""
        match = re.search(r"\b(?:i|in)\s+((?:19|20)\d\d)\b", text[one.end : one.end + 90])
        match = match or re.match(r"(?:I|In)\s+((?:19|20)\d\d)\b", text)
        known = {before.year for before in one.before}
        if match is None or _COMPARED.search(text) or int(match[1]) in known or int(match[1]) == self.year:
            return None
        return int(match[1])

    def _picture(self, said: str, passage: Passage, offset: int, headings: Who) -> Reading:
        who = who_in(said).or_else(headings)
        return Reading(
            key=self._key(said), claim=Claim.PICTURE, sure=Sure.LIKELY, place=passage.place(offset, offset + len(said)),
            section=passage.section, sentence=said, own=said, end=len(said), anchor=passage.number, who=who,
        )  # fmt: skip

    # Tables.

    def _table(self, passage: Passage) -> None:
        headings = who_in_headings(passage.section)
        near = self.before.text if self.before is not None and self.before.sort is not Sort.HEADING else ""
        for one in cells(passage, near, self.lang):
            if isinstance(one, Cell):
                self.readings.append(self._cell(one, passage, headings))
            else:
                self.passed.append(one)

    def _cell(self, one: Cell, passage: Passage, headings: Who) -> Reading:
        found = one.found
        who = who_in(f"{one.row} {one.heading}").or_else(headings)
        return Reading(
            key=self._key(f"{one.row} {one.heading}"), claim=found.claim, sure=found.sure, place=one.place,
            section=passage.section, sentence=one.text, own=one.text, end=len(one.text), anchor=one.place.paragraph,
            percent=found.percent, numerator=found.numerator, denominator=found.denominator, value=found.value,
            unit=found.unit, rough=found.rough, pieces=found.pieces, who=who, row=one.row, column=one.column,
            year=one.year if one.year != self.year else None,
        )  # fmt: skip
