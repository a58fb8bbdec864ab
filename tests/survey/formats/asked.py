"""The small questionnaire that the sample files answer: one question of each kind, on invented things."""

from palnet import EmptyMeans, Missing, Option, Period, Question, QuestionKind, Questionnaire, Respondents, Text
from palnet.model.predicate import Is, Stratum

NURSE, LEADER = Respondents(role="sykepleier"), Respondents(role="leder")


def option(code, nb, en=None, **more):
    return Option(code=code, label=Text(nb=nb, en=en), **more)


def question(identifier, nb, kind, *options, asked_of=(NURSE, LEADER), en=None, **more):
    label = Text(nb=nb, en=en)
    return Question(id=identifier, label=label, kind=kind, asked_of=asked_of, options=options, **more)


ROLE = question(
    "nes/rolle",
    "Hva er du?",
    QuestionKind.SINGLE,
    option("sykepleier", "Sykepleier"),
    option("leder", "Leder"),
    background=True,
    stratum=Stratum.ROLE,
    en="What are you?",
)
TOOL = question(
    "nes/esas-r",
    "Er ESAS-r innført – der du arbeider?",
    QuestionKind.SINGLE,
    option("ja", "Ja", "Yes"),
    option("nei", "Nei", "No"),
    option("vet-ikke", "Vet ikke", "Don’t know", missing=Missing.DONT_KNOW),
    asked_of=(NURSE,),
    en="Is ESAS-r in use?",
)
WHY = question("nes/hvorfor", "Hvorfor ikke?", QuestionKind.TEXT, asked_of=(NURSE,), shown_if=Is("nes/esas-r", "nei"))
KNOWN = question(
    "nes/kjent-for",
    "Hvem kjenner rollen din?",
    QuestionKind.MULTIPLE,
    option("leger", "Leger; også fastleger"),
    option("kolleger", "Kolleger"),
    option("parorende", "Pårørende"),
    asked_of=(NURSE,),
)
NONE = question(
    "nes/kurs",
    "Hvilke kurs har du tatt?",
    QuestionKind.MULTIPLE,
    option("grunn", "Grunnkurs"),
    option("videre", "Videregående"),
    asked_of=(NURSE,),
    empty=EmptyMeans.NONE,
)
DEGREE = question(
    "nes/grad",
    "I hvilken grad er nettverket nyttig?",
    QuestionKind.ORDINAL,
    *(option(str(number), words) for number, words in enumerate(("Liten grad", "Noen grad", "Stor grad"), start=1)),
)
HOURS = question("nes/timer", "Hvor mange timer i uken?", QuestionKind.NUMBER)
SINCE = question("nes/siden", "Siden når?", QuestionKind.DATE)

ASKED = Questionnaire(
    id="nes-2023",
    label=Text(nb="Undersøkelsen i Nes"),
    survey="annual",
    period=Period.year(2023),
    questions=(ROLE, TOOL, WHY, KNOWN, NONE, DEGREE, HOURS, SINCE),
)
