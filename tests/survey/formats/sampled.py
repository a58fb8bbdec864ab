"""The sample files, read as text without palnet's own opening."""

from pathlib import Path

from tests.survey.formats.reading import table_of

SAMPLES = Path(__file__).parents[1] / "samples"


def sample(name, delimiter=";"):
    path = SAMPLES / name
    content = path.read_bytes()
    if path.suffix != ".xlsx":
        encoding = "utf-8" if path.parent.name == "redcap" else "cp1252"
        content = content.decode(encoding)
    return table_of(content, str(path), "," if path.parent.name == "redcap" else delimiter)
