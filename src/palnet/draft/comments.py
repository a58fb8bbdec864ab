"""A copy of a Word file with a comment at every sentence that something was found in."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from palnet._version import __version__
from palnet.draft.word import seen_text

__all__ = ["commented"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def commented(data: bytes, remarks: Sequence[tuple[int | None, str, str]]) -> bytes:
    """The file with remarks: the paragraph's number, the sentence, and what is to be said of it.

    A remark on what stands in a text box hangs on the paragraph that holds the box, one on a footnote on the first
    paragraph: Word has no comments there.
    """
    import docx
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    document = docx.Document(io.BytesIO(data))
    body: Any = document.element.body
    paragraphs = list(body.iter(f"{_W}p"))
    for number, sentence, said in remarks:
        held = _outside(paragraphs[number - 1]) if number is not None and number <= len(paragraphs) else paragraphs[0]
        paragraph = Paragraph(held, document)
        runs = _runs(held, sentence) or [one._r for one in paragraph.runs] or [paragraph.add_run(" ")._r]
        document.add_comment([Run(one, paragraph) for one in runs], text=said, author="palnet", initials="p")
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = f"palnet {__version__}".encode()
    return made.getvalue()


def _outside(paragraph: Any) -> Any:
    """The paragraph that a text box hangs on."""
    boxes = list(paragraph.iterancestors(f"{_W}txbxContent"))
    return next(boxes[-1].iterancestors(f"{_W}p"), paragraph) if boxes else paragraph


def _runs(paragraph: Any, sentence: str) -> list[Any]:
    """The runs of a sentence, cut where it begins and ends."""
    runs = [
        one for one in paragraph.iter(f"{_W}r") if seen_text(one) and next(one.iterancestors(f"{_W}p")) is paragraph
    ]
    said = [seen_text(one) for one in runs]
    words = [re.escape(one) for one in sentence.split()]
    match = re.search(r"\s*".join(words), "".join(said)) if words else None
    if match is None:
        return []
    found, at = [], 0
    for run, text in zip(runs, said, strict=True):
        start, end = max(match.start() - at, 0), min(match.end() - at, len(text))
        at += len(text)
        if start < end:
            found.append(_cut(run, start, end, len(text)))
    return found


def _cut(run: Any, start: int, end: int, length: int) -> Any:
    """The stretch of a run as a run of its own, where it is nothing but text."""
    texts = [one for one in run if one.tag != f"{_W}rPr"]
    if (start, end) == (0, length) or len(texts) != 1 or texts[0].tag != f"{_W}t":
        return run
    whole = texts[0].text or ""
    for piece, before in ((whole[:start], True), (whole[end:], False)):
        if piece:
            other = copy.deepcopy(run)
            _set(other.find(f"{_W}t"), piece)
            (run.addprevious if before else run.addnext)(other)
    _set(texts[0], whole[start:end])
    return run


def _set(element: Any, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")
