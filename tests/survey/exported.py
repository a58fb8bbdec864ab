"""Files as survey tools give them out, made for tests: a small questionnaire with a question of each kind, and rows."""

import csv
import io
from pathlib import Path

import xlsxwriter

from palnet import EmptyMeans, Missing, Option, Period, Question, QuestionKind, Questionnaire, Respondents, Text
from palnet.model.predicate import Is, Stratum

SAMPLES = Path(__file__).parent / "samples" / "nettskjema"
NURSE, LEADER = Respondents(role="sykepleier"), Respondents(role="leder")


def question(identifier, kind, *codes, asked_of=(NURSE, LEADER), **more):
    options = tuple(
        Option(code=code, label=Text(nb=code), missing=Missing.DONT_KNOW if code == "vet-ikke" else None)
        for code in codes
    )
    return Question(id=identifier, label=Text(nb=identifier), kind=kind, asked_of=asked_of, options=options, **more)


ROLE = question("nes/rolle", QuestionKind.SINGLE, "sykepleier", "leder", background=True, stratum=Stratum.ROLE)
PLACE = question("nes/kommune", QuestionKind.SINGLE, "0301", "1234", "4601", asked_of=(NURSE,), background=True)
TOOL = question("nes/esas-r", QuestionKind.SINGLE, "ja", "nei", "vet-ikke", asked_of=(NURSE,))
WHY = question("nes/hvorfor", QuestionKind.TEXT, asked_of=(NURSE,), shown_if=Is("nes/esas-r", "nei"))
KNOWN = question("nes/kjent-for", QuestionKind.MULTIPLE, "leger", "kolleger", "andre.mer", asked_of=(NURSE,))
COURSES = question("nes/kurs", QuestionKind.MULTIPLE, "grunn", "videre", asked_of=(NURSE,), empty=EmptyMeans.NONE)
DEGREE = question("nes/grad", QuestionKind.ORDINAL, "1", "2", "3", asked_of=(LEADER,))
HOURS = question("nes/timer", QuestionKind.NUMBER)
SINCE = question("nes/siden", QuestionKind.DATE)

ASKED = Questionnaire(
    id="nes-2023",
    label=Text(nb="Undersøkelsen i Nes"),
    survey="annual",
    period=Period.year(2023),
    questions=(ROLE, PLACE, TOOL, WHY, KNOWN, COURSES, DEGREE, HOURS, SINCE),
)

HEADINGS = (
    "$submission_id", "$created", "$answer_time_ms", "nes/rolle", "nes/kommune", "nes/esas-r", "nes/hvorfor",
    "nes/kjent-for.leger", "nes/kjent-for.kolleger", "nes/kjent-for.andre.mer", "nes/kurs.grunn", "nes/kurs.videre",
    "nes/grad", "nes/timer", "nes/siden",
)  # fmt: skip
FIRST = {
    "$submission_id": "31000001", "$created": "2023-11-02T10:15:00+01:00", "$answer_time_ms": "61000",
    "nes/rolle": "sykepleier", "nes/kommune": "0301", "nes/esas-r": "nei", "nes/hvorfor": "Det er ikke tid til det",
    "nes/kjent-for.leger": "1", "nes/kjent-for.kolleger": "0", "nes/kjent-for.andre.mer": "1",
    "nes/kurs.grunn": "0", "nes/kurs.videre": "0", "nes/grad": "", "nes/timer": "2.5", "nes/siden": "2019-08-01",
}  # fmt: skip
SECOND = {
    **dict.fromkeys(HEADINGS, ""), "$submission_id": "31000002", "$created": "2023-11-03T09:00:00+01:00",
    "$answer_time_ms": "40000", "nes/rolle": "leder", "nes/grad": "3", "nes/timer": "1",
    **{name: "0" for name in HEADINGS if name.startswith(("nes/kjent-for.", "nes/kurs."))},
}  # fmt: skip


def numbered(number, row=FIRST, **cells):
    """A row with a key of its own and some cells changed."""
    return {**row, "$submission_id": str(31000000 + number), **cells}


def table(*rows, headings=HEADINGS):
    """Headings and rows as lists of text."""
    return [list(headings), *([row[name] for name in headings] for row in rows)]


def csv_bytes(lines, encoding="utf-8", delimiter=";", quoting=csv.QUOTE_ALL):
    """Lines as a CSV file."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter, quoting=quoting).writerows(lines)
    return made.getvalue().encode(encoding)


def xlsx_bytes(*sheets):
    """Sheets of lines as a workbook; every cell is written as the type that it has."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, lines in enumerate(sheets, start=1):
            sheet = book.add_worksheet(f"Ark {number}")
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    if hasattr(cell, "year"):
                        sheet.write_datetime(row, column, cell, dated)
                    elif isinstance(cell, tuple):
                        sheet.write_formula(row, column, *cell)
                    else:
                        sheet.write(row, column, cell)
    return made.getvalue()
