"""Drafts made up from true counts, and files of every format that hold them."""

from __future__ import annotations

import io
import zipfile
import zlib
from decimal import ROUND_HALF_UP, Decimal

import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def percent(k: int, n: int, decimals: int = 0) -> Decimal:
    """A share as it is printed, halves up."""
    return (Decimal(100 * k) / Decimal(n)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def comma(number: Decimal | int) -> str:
    """A number with a decimal comma."""
    return str(number).replace(".", ",")


TOPICS = (
    "har rutine for å informere nyansatte",
    "har hatt møte med egen leder",
    "bruker kartleggingsverktøy i hverdagen",
    "har undervist kolleger på arbeidsplassen",
    "kjenner til kompetanseplanen",
    "har hospitert på sykehus",
)


def clean(shares: list[tuple[int, int]], heads: tuple[int, int, int]) -> list[tuple[str, str]]:
    """A report in which everything adds up: its blocks as sort and text."""
    nurses, others, doctors = heads
    came = f"{nurses} sykepleiere, {others} vernepleiere og {doctors} leger"
    blocks = [
        ("title", "Årsrapport 2023"),
        ("heading", "Sykepleienettverket"),
        ("text", f"{sum(heads)} personer deltok på fagdagen: {came}."),
    ]
    for (k, n), topic in zip(shares, TOPICS, strict=False):
        blocks.append(("text", f"{k} av {n} ressurssykepleiere ({percent(k, n)} %) {topic}."))
    return blocks


def as_text(blocks: list[tuple[str, str]]) -> bytes:
    return "\n\n".join(text for _, text in blocks).encode()


def as_markdown(blocks: list[tuple[str, str]]) -> bytes:
    marks = {"title": "# ", "heading": "## ", "text": ""}
    return "\n\n".join(marks[sort] + text for sort, text in blocks).encode()


def as_html(blocks: list[tuple[str, str]]) -> bytes:
    tags = {"title": "h1", "heading": "h2", "text": "p"}
    body = "\n".join(f"<{tags[sort]}>{text}</{tags[sort]}>" for sort, text in blocks)
    script = "<script>document.write('99 % av ressurssykepleierne')</script>"
    return f"<!DOCTYPE html><html><head><title>x</title>{script}</head><body>{body}</body></html>".encode()


def as_word(blocks: list[tuple[str, str]]) -> bytes:
    document = docx.Document()
    for sort, text in blocks:
        if sort == "text":
            document.add_paragraph(text)
        else:
            document.add_heading(text, 0 if sort == "title" else 1)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def wrapped(blocks: list[tuple[str, str]], width: int = 90) -> list[str]:
    """The blocks as lines of a page."""
    lines: list[str] = []
    for _, text in blocks:
        at = ""
        for word in text.split():
            if at and len(at) + 1 + len(word) > width:
                lines.append(at)
                at = word
            else:
                at = f"{at} {word}".strip()
        lines.append(at)
    return lines


def as_pdf(blocks: list[tuple[str, str]]) -> bytes:
    """A page of wrapped lines: the smallest PDF that prints them."""
    return pdf([wrapped(blocks)])


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of pages of lines; a page without lines is one of pictures, as far as a reader of text can tell."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"("
            + line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            + b") Tj T*\n"
            for line in lines
        )
        stream = zlib.compress(b"BT /F1 11 Tf 14 TL 50 800 Td\n" + shown + b"ET" if lines else b"")
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % one for one in kids))
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def word_of(body: str, **more: bytes | str) -> bytes:
    """A Word file of that body, bare: its parts are given whole."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        wrapped = (
            f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        archive.writestr("word/document.xml", wrapped)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return held.getvalue()


FORMATS = {".txt": as_text, ".md": as_markdown, ".html": as_html, ".docx": as_word, ".pdf": as_pdf}
