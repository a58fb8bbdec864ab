"""The sentences that problems are told in. Codes are permanent; the wording may get better.

PAL1xx files · PAL2xx shapes · PAL3xx rules of one object · PAL4xx objects together · PAL5xx plugins · PAL6xx use
PAL7xx the audit's findings · PAL8xx drafts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from palnet.errors import Problem

__all__ = ["MESSAGES", "sentence"]

# By code, in bokmål and in English.
MESSAGES: dict[str, tuple[str, str]] = {
    "PAL101": ("TOML-en kan ikke leses: {detail}", "the TOML cannot be read: {detail}"),
    "PAL102": ("filen er ikke UTF-8", "the file is not UTF-8"),
    "PAL103": (
        "et usynlig mellomrom ({char}) står i tallet; skriv det uten mellomrom, eller med _",
        "an invisible space ({char}) stands in the number; write it without spaces, or with _",
    ),
    "PAL104": (
        "filen er på {size} MB; en definisjonsfil er på høyst {limit} MB",
        "the file is {size} MB; a definition file is at most {limit} MB",
    ),
    "PAL105": ("verdier er lagt mer enn {limit} nivåer inn i hverandre", "values are nested more than {limit} deep"),
    "PAL106": (
        "filen sier ikke hvilket format den har; begynn den med: palnet = 1",
        "the file does not say its format; begin it with: palnet = 1",
    ),
    "PAL107": (
        "filen har format {format}, og denne utgaven av palnet leser til og med {known}; installer en nyere palnet",
        "the file has format {format}, and this palnet reads up to {known}; install a newer palnet",
    ),
    "PAL108": ("finnes ikke", "does not exist"),
    "PAL109": ("kan ikke leses: {detail}", "cannot be read: {detail}"),
    "PAL110": ("mappen har ingen TOML-filer", "the folder has no TOML files"),
    "PAL111": (
        "et ark er en .xlsx- eller .csv-fil, og dette er {suffix}; lagre det som en av dem",
        "a sheet is an .xlsx or a .csv file, and this is {suffix}; save it as one of those",
    ),
    "PAL112": (
        "arbeidsboken har makroer; lagre den som .xlsx uten dem",
        "the workbook has macros; save it as .xlsx without them",
    ),
    "PAL113": (
        "filen er for stor: utpakket kan den være på {limit} MB",
        "the file is too large: unpacked it may be {limit} MB",
    ),
    "PAL114": (
        "arket er for stort: det kan ha {rows} rader og {columns} kolonner",
        "the sheet is too large: it may have {rows} rows and {columns} columns",
    ),
    "PAL115": (
        "filen er ingen arbeidsbok som kan leses: den er skadet, har passord eller er noe annet",
        "the file is no workbook that can be read: it is damaged, has a password or is something else",
    ),
    "PAL116": ("finner ikke overskriftene", "there are no headings"),
    "PAL117": ("overskriften «{heading}» mangler", "the heading “{heading}” is missing"),
    "PAL118": (
        "overskriften «{heading}» står to ganger, først i kolonne {first}",
        "the heading “{heading}” stands twice, first in column {first}",
    ),
    "PAL119": (
        "overskriftene står her en gang til; de skal bare stå i rad {row}",
        "the headings stand here once more; they belong in row {row} only",
    ),
    "PAL120": (
        "over overskriftene i rad {row} skal ingenting stå; begynn en merknad med #",
        "nothing belongs above the headings in row {row}; begin a remark with #",
    ),
    "PAL121": ("ukjent overskrift «{heading}»", "unknown heading “{heading}”"),
    "PAL122": ("kolonnen har ingen overskrift", "the column has no heading"),
    "PAL123": ("«{heading}» er ikke fylt ut", "“{heading}” is not filled in"),
    "PAL124": (
        "«{name}» kan være flere: {known}; skriv id-en",
        "“{name}” may be any of several: {known}; write the id",
    ),
    "PAL125": ("tidspunktet er ikke i {year}", "the time is not in {year}"),
    "PAL126": ("det samme står i rad {first}", "the same stands in row {first}"),
    "PAL127": (
        "raden er en del av en rad over, men ingen står over den",
        "the row is a part of one above it, but none stands above it",
    ),
    "PAL128": (
        "cellen har en feil eller en formel uten verdi; skriv tallet eller teksten selv",
        "the cell holds an error or a formula without a value; write the number or text itself",
    ),
    "PAL129": (
        "filen har ingen av arkene som palnet leser",
        "the file has none of the sheets that palnet reads",
    ),
    "PAL130": (
        "gruppenes nettverksmøter hører hjemme i arket «{sheet}»",
        "the groups' network meetings belong in the sheet “{sheet}”",
    ),
    "PAL131": (
        "gruppen «{group}» er ikke i nettverket {network}",
        "the group “{group}” is not in the network {network}",
    ),
    "PAL132": ("«{id}» finnes ikke i {year}", "there is no “{id}” in {year}"),
    "PAL133": ("JSON-en kan ikke leses: {detail}", "the JSON cannot be read: {detail}"),
    "PAL140": ("filen er tom", "the file is empty"),
    "PAL141": ("dette er ingen tekst", "this is no text"),
    "PAL142": (
        "her skifter tegnsettet, som om to filer er satt sammen; lagre hele filen som UTF-8",
        "the encoding changes here, as if two files had been put together; save the whole file as UTF-8",
    ),
    "PAL143": (
        "anførselstegnet som cellen begynner med, blir aldri lukket; filen kan være kuttet av",
        "the quote that the cell begins with is never closed; the file may have been cut off",
    ),
    "PAL144": (
        "det står noe mellom anførselstegnet som lukker cellen, og neste celle",
        "something stands between the quote that closes the cell and the next cell",
    ),
    "PAL145": (
        "raden har {cells} celler, og det er {headings} overskrifter",
        "the row has {cells} cells, and there are {headings} headings",
    ),
    "PAL146": ("og {more} til av samme slag", "and {more} more of the same kind"),
    "PAL147": (
        "filen slutter midt i en rad, etter {cells} av {headings} celler; den kan være kuttet av",
        "the file ends in the middle of a row, after {cells} of {headings} cells; it may have been cut off",
    ),
    "PAL148": (
        "cellene er ikke delt med semikolon, komma eller tabulator",
        "the cells are not parted by semicolons, commas or tabs",
    ),
    "PAL149": ("filen har overskrifter og ingen svar ennå", "the file has headings and no answers yet"),
    "PAL150": (
        (
            "filen ligner ikke noe som palnet leser ({known}), med svar på {questionnaire}; "
            "si hvilket format den har, eller lag en koblingsfil"
        ),
        (
            "the file is like nothing that palnet reads ({known}), with answers to {questionnaire}; "
            "say which format it has, or make a mapping file"
        ),
    ),
    "PAL151": (
        "ingen av kolonnene er et spørsmål i {questionnaire} når filen leses som {format}",
        "none of the columns is a question of {questionnaire} when the file is read as {format}",
    ),
    "PAL152": (
        "cellen er ikke et av svarene på {question} ({times} celler)",
        "the cell is none of the answers to {question} ({times} cells)",
    ),
    "PAL153": (
        "cellen er ikke et tall, som svar på {question} skal være ({times} celler)",
        "the cell is no number, as answers to {question} are ({times} cells)",
    ),
    "PAL154": (
        "cellen er ikke en dato, som svar på {question} skal være ({times} celler)",
        "the cell is no date, as answers to {question} are ({times} cells)",
    ),
    "PAL155": (
        "svaret på {question} er en dato som ikke har vært ennå ({times} celler)",
        "the answer to {question} is a date that has not been yet ({times} cells)",
    ),
    "PAL156": (
        "svaret er levert på en dag som ikke har vært ennå ({times} rader)",
        "the answer was given on a day that has not been yet ({times} rows)",
    ),
    "PAL157": (
        "svaret har samme nøkkel som det i rad {first}",
        "the submission has the same key as the one in row {first}",
    ),
    "PAL158": (
        "kolonnen «{heading}» er ikke et spørsmål i skjemaet, og det står noe i {times} celler",
        "the column “{heading}” is no question of the questionnaire, and something stands in {times} cells",
    ),
    "PAL159": (
        "kolonnen «{heading}» er ikke et spørsmål i skjemaet, og den er tom",
        "the column “{heading}” is no question of the questionnaire, and it is empty",
    ),
    "PAL160": (
        "nuller som manglet først i koden på {question}, er satt inn igjen ({times} celler)",
        "zeros that were missing at the beginning of the code in {question} are restored ({times} cells)",
    ),
    "PAL161": ("formatet {format} skiller ikke: {cannot}", "the format {format} cannot tell: {cannot}"),
    "PAL162": (
        "filen har ingen nøkkel, så det kan ikke undersøkes om noen har svart to ganger",
        "the file has no key, so whether anybody answered twice cannot be checked",
    ),
    "PAL163": (
        (
            "filen sier ikke hva de som svarte, er ({question}); si det med role, for eksempel "
            'role={{"{path}": …}}; det kan være: {known}'
        ),
        (
            "the file does not say what those who answered are ({question}); say it with role, such as "
            'role={{"{path}": …}}; it may be: {known}'
        ),
    ),
    "PAL164": ("rollen er oppgitt for en fil som ikke leses", "the role is given for a file that is not read"),
    "PAL165": (
        "cellen sier verken at svaret på {question} er krysset av, eller at det ikke er det ({times} celler)",
        "the cell says neither that the answer to {question} is ticked nor that it is not ({times} cells)",
    ),
    "PAL166": (
        "raden ser ut til å være en rad til med overskrifter; det skal være én",
        "the row looks like another row of headings; there is to be one",
    ),
    "PAL167": ("arket «{sheet}» er ikke lest", "the sheet “{sheet}” was not read"),
    "PAL168": (
        "{question} er besvart av noen som ikke skal ha fått spørsmålet ({times} celler)",
        "{question} is answered by somebody of whom it is not asked ({times} cells)",
    ),
    "PAL169": (
        "tallene i {question} har et annet desimaltegn enn formatet ellers ({times} celler)",
        "the numbers in {question} have another decimal sign than the format has ({times} cells)",
    ),
    "PAL170": (
        "spørsmålene i filen er de som stilles til {role}, så det er de som har svart",
        "the questions in the file are those asked of {role}, so that is who answered",
    ),
    "PAL171": (
        "{times} av svarene står også i {other}",
        "{times} of the submissions stand in {other} too",
    ),
    "PAL172": ("filen er nevnt før, som nummer {first}", "the file is named already, as number {first}"),
    "PAL173": (
        "{question} er besvart av noen som spørsmålet ikke skal ha vært vist for ({times} celler)",
        "{question} is answered by somebody to whom it was not to be shown ({times} cells)",
    ),
    "PAL174": (
        "dette er en arbeidsbok i gammelt format (.xls); lagre den som .xlsx",
        "this is a workbook in an old format (.xls); save it as .xlsx",
    ),
    "PAL180": (
        "«{heading}» kan være flere spørsmål: {known}",
        "“{heading}” may be any of several questions: {known}",
    ),
    "PAL181": (
        "«{heading}» er ikke noe svar på {question}; det er: {known}",
        "“{heading}” is none of the answers to {question}; they are: {known}",
    ),
    "PAL182": (
        "{question} står både i «{first}» og i «{second}»",
        "{question} stands both in “{first}” and in “{second}”",
    ),
    "PAL183": ("filen har ingen kolonne «{heading}»", "the file has no column “{heading}”"),
    "PAL184": (
        "det kan leses på flere måter hvilke svar på {question} som står i cellen",
        "which answers to {question} stand in the cell can be read in several ways",
    ),
    "PAL185": (
        "«{label}» kan være flere av svarene på {question}: {known}",
        "“{label}” may be any of several answers to {question}: {known}",
    ),
    "PAL186": (
        "{one} og {other} får samme navn i formatet {format}: «{name}»",
        "{one} and {other} get the same name in the format {format}: “{name}”",
    ),
    "PAL187": (
        "«{label}», som er verdien {value}, er ikke et av svarene på {question}; det er: {known}",
        "“{label}”, which is the value {value}, is none of the answers to {question}; they are: {known}",
    ),
    "PAL188": (
        "kolonnen «{heading}» er alt nevnt, i «{where}»",
        "the column “{heading}” is named already, in “{where}”",
    ),
    "PAL189": (
        "koblingen er laget for {mapped}, og spørreskjemaet er {questionnaire}",
        "the mapping was made for {mapped}, and the questionnaire is {questionnaire}",
    ),
    "PAL190": (
        "«{figure}»: {printed} kommer ut igjen, som {numerator} av {denominator}",
        "“{figure}”: {printed} comes out again, as {numerator} of {denominator}",
    ),
    "PAL191": (
        "«{figure}»: {printed} kommer ikke ut av så mange svar; nærmest er {numerator} av {denominator}",
        "“{figure}”: {printed} does not come out of so many answers; nearest is {numerator} of {denominator}",
    ),
    "PAL192": (
        "«{figure}» er et diagram som er tapt; svarene på «{question}» er oppdiktet",
        "“{figure}” is a chart that is lost; the answers to “{question}” are invented",
    ),
    "PAL193": (
        "«{figure}» har ikke noe tall som svarene på «{question}» kan lages etter; de er oppdiktet",
        "“{figure}” has no number after which the answers to “{question}” can be made; they are invented",
    ),
    "PAL194": (
        "«{figure}»: {printed} kommer ikke ut igjen, for svarene er laget etter «{other}»",
        "“{figure}”: {printed} does not come out again, for the answers are made after “{other}”",
    ),
    "PAL195": (
        "hvor mange med rollen «{role}» som svarte, er ikke publisert; {number} er oppdiktet",
        "how many in the role “{role}” answered is not published; {number} is invented",
    ),
    "PAL201": ("feil type", "wrong type"),
    "PAL202": ("ukjent nøkkel «{key}»", "unknown key “{key}”"),
    "PAL203": ("nøkkelen «{key}» mangler", "the key “{key}” is missing"),
    "PAL204": ("ukjent verdi", "unknown value"),
    "PAL205": (
        "dette er ingen betingelse; den skal ha én av nøklene",
        "this is no predicate; it is to have one of the keys",
    ),
    "PAL301": ("er ingen id", "is not an id"),
    "PAL302": ("«inferred» nevner noe som ikke er et felt her", "“inferred” names something that is not a field here"),
    "PAL303": ("teksten mangler på norsk", "the text is missing in Norwegian"),
    "PAL304": ("teksten er tom", "the text is empty"),
    "PAL305": (
        "slutten ({end}) kommer ikke etter begynnelsen ({start})",
        "the end ({end}) does not come after the start ({start})",
    ),
    "PAL306": ("har ikke riktig form", "is not of the right form"),
    "PAL307": ("tidspunktet sier ingenting", "the time says nothing"),
    "PAL308": ("en dato og en del av et år kan ikke stå sammen", "a date and a part of a year cannot stand together"),
    "PAL309": ("{field} krever {needs}", "{field} needs {needs}"),
    "PAL310": (
        "{one} gjelder i en periode der også {other} gjelder",
        "{one} holds in a period in which {other} holds too",
    ),
    "PAL311": ("et antall kan ikke være negativt", "a number of something cannot be negative"),
    "PAL312": ("listen er tom", "the list is empty"),
    "PAL313": ("det samme er talt før, i nummer {first}", "the same is counted already, in number {first}"),
    "PAL314": (
        "delmengden ({subset}) er større enn helheten ({whole})",
        "the subset ({subset}) is larger than its whole ({whole})",
    ),
    "PAL315": ("{field} passer ikke sammen med {with}", "{field} does not go with {with}"),
    "PAL316": ("prosenten ligger utenfor skalaen", "the percentage is off the scale"),
    "PAL317": ("nummer {number} har også {other}", "number {number} belongs to {other} too"),
    "PAL318": ("{inner} ligger ikke innenfor {outer}", "{inner} does not lie within {outer}"),
    "PAL319": ("oppgi enten {one} eller {other}", "give either {one} or {other}"),
    "PAL320": (
        "{attended} møtte, men bare {invited} var invitert",
        "{attended} attended, but only {invited} were invited",
    ),
    "PAL321": ("{id} viser til seg selv", "{id} refers to itself"),
    "PAL322": ("koden «{code}» står to ganger", "the code “{code}” stands twice"),
    "PAL323": ("ingenting er oppgitt", "nothing is stated"),
    "PAL324": (
        "telleren ({numerator}) er større enn nevneren ({denominator})",
        "the numerator ({numerator}) is larger than the denominator ({denominator})",
    ),
    "PAL325": ("«{relation}» og objektet passer ikke sammen", "“{relation}” and the object do not go together"),
    "PAL326": (
        "{one} og {other} spør begge om {stratum}",
        "{one} and {other} both ask for the {stratum}",
    ),
    "PAL327": (
        "«{code}» kan ikke være koden til noe i et bakgrunnsspørsmål; tabeller bruker ordet selv",
        "“{code}” cannot be the code of anything in a background question; tables use the word themselves",
    ),
    "PAL330": ("nevneren er null; av ingen er det ingen andel", "the denominator is zero; of nobody there is no share"),
    "PAL331": (
        "{denominator} svarte, men det er bare {roster} på listen",
        "{denominator} answered, but only {roster} are on the roster",
    ),
    "PAL332": (
        "konfidensnivået ligger ikke mellom 0 og 1, som 0.95",
        "the confidence does not lie between 0 and 1, as 0.95 does",
    ),
    "PAL333": ("andelen ligger ikke fra 0 til 1", "the share does not lie from 0 to 1"),
    "PAL334": (
        "den øvre grensen ({upper}) ligger under den nedre ({lower})",
        "the upper end ({upper}) lies below the lower ({lower})",
    ),
    "PAL335": (
        "rekkene er ikke like lange: {numerators} tellere, {denominators} nevnere og {years} år",
        "the rows are not equally long: {numerators} numerators, {denominators} denominators and {years} years",
    ),
    "PAL336": ("året {year} kommer ikke etter {before}", "the year {year} does not come after {before}"),
    "PAL340": (
        "{predicate} passer ikke til {question}, som er av slaget «{kind}»",
        "{predicate} does not go with {question}, which is of the kind “{kind}”",
    ),
    "PAL341": (
        "«{code}» er ikke et av svarene på {question}; det er: {known}",
        "“{code}” is none of the answers to {question}; they are: {known}",
    ),
    "PAL342": (
        "{questionnaire} spør ikke om {stratum}",
        "{questionnaire} does not ask for the {stratum}",
    ),
    "PAL343": (
        "svaret passer ikke til {question}",
        "the answer does not go with {question}",
    ),
    "PAL344": (
        "{question} har {length} svar, og {other} har {others}",
        "{question} has {length} answers, and {other} has {others}",
    ),
    "PAL345": (
        "det går ikke an å dele på «{name}»; det går an å dele på: {known}",
        "nothing can be divided by “{name}”; it can be by: {known}",
    ),
    "PAL346": (
        "{answered} svarte, men det er bare {roster} på listen ({stratum})",
        "{answered} answered, but only {roster} are on the roster ({stratum})",
    ),
    "PAL347": (
        "målet gjelder {target}, og tallet {count}",
        "the target is for {target}, and the count of {count}",
    ),
    "PAL348": (
        "{target} og {count} kan ikke legges sammen",
        "{target} and {count} cannot be added",
    ),
    "PAL349": (
        "{counts} tall passer; si også: {strata}",
        "{counts} counts fit; say also: {strata}",
    ),
    "PAL350": (
        "tabellen har ingen kolonne «{column}» ({question})",
        "the table has no column “{column}” ({question})",
    ),
    "PAL351": (
        "kolonnen «{column}» er av typen {type}, og passer ikke til {question}, som er av slaget «{kind}»",
        "the column “{column}” is of the type {type} and does not go with {question}, which is of the kind “{kind}”",
    ),
    "PAL352": (
        "{number} har «{value}» i kolonnen «{column}», og det er: {known}",
        "{number} have “{value}” in the column “{column}”, and there is: {known}",
    ),
    "PAL353": (
        "en tabell sier ikke selv hva det er svart på: oppgi questionnaire=",
        "a table does not say itself what it answers: give questionnaire=",
    ),
    "PAL354": ("tabellen kan ikke leses: {detail}", "the table cannot be read: {detail}"),
    "PAL355": (
        "tallene i {question} er for lange til en kolonne i en tabell",
        "the numbers of {question} are too long for a column of a table",
    ),
    "PAL401": ("finner ikke {kind} «{id}»", "there is no {kind} “{id}”"),
    "PAL402": ("{kind} «{id}» finnes allerede: {other}", "{kind} “{id}” exists already: {other}"),
    "PAL403": (
        "{one} og {other} gjelder samtidig for {scope} ({period})",
        "{one} and {other} hold at the same time for {scope} ({period})",
    ),
    "PAL404": (
        "to deler av {id} er uenige om «{field}»: {one} og {other}",
        "two parts of {id} disagree on “{field}”: {one} and {other}",
    ),
    "PAL405": ("{id} er del av seg selv: {chain}", "{id} is part of itself: {chain}"),
    "PAL411": (
        "{id} kan være flere ting: {kind}; koblingen sier ikke hvilken",
        "{id} may be any of several things: {kind}; the mapping does not say which",
    ),
    "PAL412": (
        "{kind} har ingen utgave ({id}); bare begreper og indikatorer har det",
        "{kind} has no version ({id}); only concepts and indicators have",
    ),
    "PAL413": (
        "koblingen gjelder utgave {said} av {id}, som nå er utgave {held}; se på den igjen",
        "the mapping is of version {said} of {id}, which is now version {held}; look at it again",
    ),
    "PAL414": (
        "{id} gjelder {held}, og koblingen {period}: da finnes den ikke",
        "{id} holds {held}, and the mapping {period}: there is no such thing then",
    ),
    "PAL415": (
        "{kind} og {what} kan ikke være «{relation}» hverandre; skriv related-to",
        "{kind} and {what} cannot be “{relation}” each other; write related-to",
    ),
    "PAL416": (
        "{one} og {two} er allerede «{said}» i {other}; to koblinger som gjelder samtidig, kan ikke si hver sitt",
        "{one} and {two} are “{said}” already in {other}; two mappings that hold together cannot differ",
    ),
    "PAL417": (
        "det samme om {one} og {two} står i {other}, som gjelder samtidig",
        "the same of {one} and {two} stands in {other}, which holds at the same time",
    ),
    "PAL418": (
        "{id} er allerede det samme som {one} i {other}; da er {one} og {two} ett, og bare én av dem kan kobles slik",
        "{id} is already the same as {one} in {other}; then {one} and {two} are one, and only one can be mapped so",
    ),
    "PAL419": (
        "{id} har ingen motpart, men har en i {other}",
        "{id} has no counterpart, but has one in {other}",
    ),
    "PAL420": (
        "noe er smalere enn seg selv: {chain} (koblingene {mappings})",
        "something is narrower than itself: {chain} (the mappings {mappings})",
    ),
    "PAL421": (
        "{count} har ingen periode, og har ingen plass i en rekke",
        "{count} has no period, and so no place in a series",
    ),
    "PAL422": (
        "{region}: {indicator} er «{relation}» {other}, og slikt slås ikke sammen",
        "{region}: {indicator} is “{relation}” {other}, and such are not put together",
    ),
    "PAL423": (
        "{region}: {indicator} er av et annet slag ({one}, ikke {two}) eller telt av noe annet",
        "{region}: {indicator} is of another kind ({one}, not {two}) or counted from something else",
    ),
    "PAL424": (
        "{region}: {indicator} er telt etter utgave {one} av definisjonen, som ikke kan sammenlignes med utgave {two}",
        "{region}: {indicator} is counted by version {one} of its definition, and version {two} does not compare",
    ),
    "PAL425": (
        "{region}: {indicator} er telt av de samme svarene som i {other}; da ville de telle to ganger",
        "{region}: {indicator} is counted from the same answers as in {other}; they would count twice",
    ),
    "PAL426": (
        "{indicator} er telt for flere perioder, som ikke slås sammen: {periods}",
        "{indicator} is counted for several periods, which are not put together: {periods}",
    ),
    "PAL427": (
        "{indicator} har ikke de samme svarene å velge mellom i {regions}",
        "{indicator} does not have the same answers to choose among in {regions}",
    ),
    "PAL428": (
        "raden har {cells} celler, og tabellen har {columns} kolonner",
        "the row has {cells} cells, and the table has {columns} columns",
    ),
    "PAL501": ("{plugin}: kan ikke lastes: {cause}", "{plugin}: cannot be loaded: {cause}"),
    "PAL502": ("{plugin}: kroken {hook} feiler: {cause}", "{plugin}: the hook {hook} fails: {cause}"),
    "PAL503": (
        "{plugin}: kroken {hook} finnes ikke i denne utgaven av palnet ({version})",
        "{plugin}: there is no hook {hook} in this palnet ({version})",
    ),
    "PAL504": (
        "{plugin}: {hook} mangler merket @palnet.hookimpl og blir aldri kalt",
        "{plugin}: {hook} lacks the marker @palnet.hookimpl and is never called",
    ),
    "PAL505": (
        "{plugin}: kroken {hook} gir {given}, ikke {wanted}",
        "{plugin}: the hook {hook} gives {given}, not {wanted}",
    ),
    "PAL506": (
        "{plugin}: kroken {hook} feiler underveis, etter {done}: {cause}",
        "{plugin}: the hook {hook} fails on the way, after {done}: {cause}",
    ),
    "PAL507": (
        "{plugin}: inngangspunktet «{name}» er også tatt av {other}",
        "{plugin}: the entry point “{name}” is taken by {other} too",
    ),
    "PAL508": (
        "{plugin}: krever palnet {wanted}, og dette er {version}",
        "{plugin}: needs palnet {wanted}, and this is {version}",
    ),
    "PAL509": ("{plugin}: har ingen kroker", "{plugin}: has no hooks"),
    "PAL601": (
        "det finnes ingen region «{region}»; det finnes: {known}",
        "there is no region “{region}”; there are: {known}",
    ),
    "PAL602": (
        "{region} har ingen {what} for {year}; det finnes for: {known}",
        "{region} has no {what} for {year}; there are for: {known}",
    ),
    "PAL603": (
        "filen finnes og er ikke skrevet av palnet; velg et annet navn, eller skriv over den med --force",
        "the file exists and was not written by palnet; choose another name, or write over it with --force",
    ),
    "PAL604": (
        'her trengs {library}, som følger med tillegget «{extra}»: pip install "palnet[{extra}]"',
        'this needs {library}, which comes with the extra “{extra}”: pip install "palnet[{extra}]"',
    ),
    "PAL605": ("kan ikke skrives: {detail}", "cannot be written: {detail}"),
    "PAL606": ("ukjent format «{format}»; det finnes: {known}", "there is no format “{format}”; there are: {known}"),
    "PAL608": (
        "{region} har flere enn én {what} for {year} ({known}); si for hvilket nettverk",
        "{region} has more than one {what} for {year} ({known}); say for which network",
    ),
    "PAL609": (
        "dokumentet har ingen del «{section}»; det har: {known}",
        "the document has no section “{section}”; it has: {known}",
    ),
    "PAL610": (
        "filen finnes og kan være fylt ut; velg et annet navn, eller skriv over den med --force",
        "the file exists and may be filled in; choose another name, or write over it with --force",
    ),
    "PAL611": ("{region} har allerede en årsplan for {year}", "{region} has an annual plan for {year} already"),
    "PAL612": (
        "«{event}» har ingen dato og står ikke i kalenderen",
        "“{event}” has no date and is not in the calendar",
    ),
    "PAL613": (
        "«{said}» er ikke FIL=ROLLE for en av filene: {known}",
        "“{said}” is not FILE=ROLE for one of the files: {known}",
    ),
    "PAL607": ("palnet kjenner ingen {kind} «{name}»", "palnet knows no {kind} “{name}”"),
    "PAL620": (
        "en sammenligning trenger minst to regioner, og her er {count}",
        "a comparison needs two regions at least, and here are {count}",
    ),
    "PAL621": ("{region} er nevnt to ganger", "{region} is named twice"),
    "PAL622": (
        "{region} er ikke med i sammenligningen; med er: {known}",
        "{region} is not in the comparison; in it are: {known}",
    ),
    "PAL623": (
        "{option} tar REGION=FIL, og her står {said}",
        "{option} takes REGION=FILE, and here stands {said}",
    ),
    "PAL624": (
        "det som ble skrevet, sier ikke det samme når det leses tilbake",
        "what was written does not say the same when it is read back",
    ),
    "PAL625": (
        "det identifikatorene begynner med, er en IRI som slutter på :, / eller #, som urn:palnet:",
        "what identifiers begin with is an IRI that ends in :, / or #, such as urn:palnet:",
    ),
    "PAL701": (
        "{percent} % for «{figure}» passer ikke til noen nevner fra 1 til {limit}; kontroller prosenten",
        "{percent} % for “{figure}” fits no denominator from 1 to {limit}; check the percentage",
    ),
    "PAL702": (
        ("{percent} % av {n} for «{figure}» er ikke et helt antall personer; kontroller prosenten eller nevneren"),
        ("{percent} % of {n} for “{figure}” is no whole number of persons; check the percentage or the denominator"),
    ),
    "PAL703": (
        ("{percent} % for «{figure}» passer ikke til {base} svar eller færre, men til n = {fits}; skriv nevneren"),
        ("{percent} % for “{figure}” does not fit {base} answers or fewer, but n = {fits}; print the denominator"),
    ),
    "PAL704": (
        (
            "{percent} % for «{figure}» passer ikke til alle {base} svar; hvis noen ikke svarte på spørsmålet, "
            "passer n = {fits}; skriv n"
        ),
        (
            "{percent} % for “{figure}” does not fit all {base} answers; if some skipped the question, it fits"
            " n = {fits}; print n"
        ),
    ),
    "PAL705": (
        "{percent} % av {n} for «{figure}» passer bare {rule}; rund av på vanlig måte",
        "{percent} % of {n} for “{figure}” fits only {rule}; round in the ordinary way",
    ),
    "PAL706": (
        (
            "{percent} % for «{figure}», avrundet på vanlig måte, passer ikke til {base} svar eller færre; {rule}"
            " passer n = {fits}; skriv n"
        ),
        (
            "{percent} % for “{figure}”, rounded in the ordinary way, does not fit {base} answers or fewer; "
            "{rule}, it fits n = {fits}; print n"
        ),
    ),
    "PAL707": (
        "{numerator} av {n} for «{figure}» er {right} %, og {percent} % er trykt; kontroller tallene",
        "{numerator} of {n} for “{figure}” is {right} %, and {percent} % is printed; check the numbers",
    ),
    "PAL708": (
        (
            "{numerator} ({percent} %) for «{figure}» passer ikke til noen nevner til og med {limit}; det som "
            "passer, er n = {fits}"
        ),
        "{numerator} ({percent} %) for “{figure}” fits no denominator up to {limit}; what fits is n = {fits}",
    ),
    "PAL709": (
        "{numerator} ({percent} %) for «{figure}» passer ikke til noen nevner; kontroller tallene",
        "{numerator} ({percent} %) for “{figure}” fits no denominator at all; check the numbers",
    ),
    "PAL710": (
        (
            "{numerator} ({percent} %) for «{figure}» passer til n = {fits}, og {base} sto på listen {date}; "
            "skriv hvor mange som ble spurt"
        ),
        (
            "{numerator} ({percent} %) for “{figure}” fits n = {fits}, and {base} were on the roster on {date}; "
            "print how many were asked"
        ),
    ),
    "PAL711": (
        (
            "nevneren {n} passer til {percents} (den første: «{first}»), og {base} svarte; hvis spørsmålene har "
            "hver sin nevner, kan det være tilfeldig"
        ),
        (
            "the denominator {n} fits {percents} (the first: “{first}”), and {base} answered; if each question "
            "has its own denominator, that may be chance"
        ),
    ),
    "PAL712": (
        (
            "nevneren {n} passer til {percents} (den første: «{first}»), men ikke til {left}, og {base} svarte; "
            "hvis spørsmålene har hver sin nevner, kan det være tilfeldig"
        ),
        (
            "the denominator {n} fits {percents} (the first: “{first}”), but not {left}, and {base} answered; if "
            "each question has its own denominator, that may be chance"
        ),
    ),
    "PAL713": (
        ("{count} prosenter kan ikke kontrolleres slik: nevneren er ikke kjent, eller så stor at hver prosent passer"),
        ("{count} percentages cannot be checked in this way: the denominator is not known, or so large that each fits"),
    ),
    "PAL714": (
        "{count} publiserte tall står bare med ord eller i et tapt bilde og kan ikke regnes etter",
        ("{count} published figures stand in words only or in a lost picture, and nothing in them can be calculated"),
    ),
    "PAL715": (
        ("{numerator} ({percent} %) for «{figure}» passer til n = {fits}, og {base} svarte på undersøkelsen; skriv n"),
        "{numerator} ({percent} %) for “{figure}” fits n = {fits}, and {base} answered the survey; print n",
    ),
    "PAL716": (
        "{counted} er telt for «{figure}», av {most}; kontroller tallene",
        "{counted} are counted for “{figure}”, of {most}; check the numbers",
    ),
    "PAL717": (
        "{attended} deltok på «{event}», og {registered} var påmeldt; si om flere kom uten å melde seg på",
        "{attended} attended “{event}”, and {registered} were registered; say whether more came unregistered",
    ),
    "PAL718": (
        "{numerator} ({percent} %) for «{figure}» passer bare {rule}, til n = {fits}, og {base} kunne svare; skriv n",
        "{numerator} ({percent} %) for “{figure}” fits only {rule}, n = {fits}, and {base} could answer; print n",
    ),
    "PAL720": (
        (
            "delene av «{figure}» er til sammen {sum}, og {total} er trykt; rett tallet, eller skriv hvem som er "
            "talt to ganger eller utelatt"
        ),
        (
            "the parts of “{figure}” make {sum}, and {total} is printed; correct the number, or say who is "
            "counted twice or left out"
        ),
    ),
    "PAL721": (
        ("«{part}» ({subset}) er større enn det som den er en del av ({whole}), i «{figure}»; kontroller tallene"),
        "“{part}” ({subset}) is larger than what it is a part of ({whole}), in “{figure}”; check the numbers",
    ),
    "PAL722": (
        "{count} møter har til sammen {sum} fremmøtte, og {total} er trykt for «{figure}»; kontroller summen",
        "{count} meetings have {sum} attendances in all, and {total} is printed for “{figure}”; check the sum",
    ),
    "PAL723": (
        "{value} er trykt for «{figure}», og {count} er nevnt; kontroller antallet",
        "{value} is printed for “{figure}”, and {count} are told of; check the number",
    ),
    "PAL724": (
        "{value} er trykt for «{figure}», og {attended} for arrangementet; bruk ett tall",
        "{value} is printed for “{figure}”, and {attended} for the event; use one number",
    ),
    "PAL725": (
        "deltakerne på «{event}» er til sammen {sum}, og {total} er trykt; kontroller tallene",
        "the participants of “{event}” make {sum}, and {total} is printed; check the numbers",
    ),
    "PAL726": (
        (
            "delene av listen {date} er til sammen {sum}, og {total} er trykt; rett tallet, eller skriv hvem som "
            "er talt to ganger eller utelatt"
        ),
        (
            "the parts of the roster on {date} make {sum}, and {total} is printed; correct the number, or say who"
            " is counted twice or left out"
        ),
    ),
    "PAL727": (
        "«{part}» er {value} i «{figure}» og {roster} på listen {date}; kontroller tallene",
        "“{part}” is {value} in “{figure}” and {roster} on the roster on {date}; check the numbers",
    ),
    "PAL728": (
        "{count} svarte ifølge «{figure}», og {usual} ifølge «{other}»; bruk ett tall",
        "{count} answered according to “{figure}”, and {usual} according to “{other}”; use one number",
    ),
    "PAL730": (
        "«{figure}» er trykt to ganger: {there} og {here}; bruk samme tall, eller skriv hva som skiller dem",
        "“{figure}” is printed twice: {there} and {here}; use one number, or say how they differ",
    ),
    "PAL731": (
        "«{figure}» er gjengitt uten å si hvem som svarte; skriv det",
        "“{figure}” is repeated without saying who answered; say so",
    ),
    "PAL734": (
        (
            "«{figure}» er gjengitt for flere enn der det sto først; skriv hvilket nettverk og hvilken gruppe det"
            " gjelder"
        ),
        ("“{figure}” is repeated of more people than where it stood first; say which network and group it is about"),
    ),
    "PAL732": (
        "«{figure}» er trykt med {printed} i rapporten for {year}; kontroller året",
        "“{figure}” is printed with {printed} in the report on {year}; check the year",
    ),
    "PAL733": (
        "noen grupper heter ikke det samme i «{first}» og «{second}»: {names}; bruk ett navn",
        "some groups are not called the same in “{first}” and “{second}”: {names}; use one name",
    ),
    "PAL740": (
        (
            "endringen på {change} % til {percent} % for «{figure}» kan være prosentpoeng (fra {points} %) eller "
            "en andel (fra {relative} %); skriv hvilket"
        ),
        (
            "the change of {change} % to {percent} % for “{figure}” may be percentage points (from {points} %) or"
            " a share (from {relative} %); say which"
        ),
    ),
    "PAL741": (
        (
            "endringen på {change} % for «{figure}», fra {before} % til {percent} %, er i prosentpoeng; skriv "
            "prosentpoeng"
        ),
        (
            "the change of {change} % for “{figure}”, from {before} % to {percent} %, is in percentage points; "
            "say points"
        ),
    ),
    "PAL742": (
        (
            "en endring på {change} % for «{figure}» passer ikke til {before} % og {percent} %, hverken som "
            "prosentpoeng eller som andel; kontroller tallene"
        ),
        (
            "a change of {change} % for “{figure}” does not fit {before} % and {percent} %, neither as percentage"
            " points nor as a share; check the numbers"
        ),
    ),
    "PAL743": (
        "{percent} % for «{figure}» passer ikke til {before} og {now}, som gir {right} %; kontroller tallene",
        "{percent} % for “{figure}” does not fit {before} and {now}, which give {right} %; check the numbers",
    ),
    "PAL744": (
        (
            "{percent} % for «{figure}» er endringen i antall fremmøtte, fra {before} til {now}, og ikke i "
            "andelen som møtte; skriv også hvor mange som var invitert"
        ),
        (
            "{percent} % for “{figure}” is the change in the number of attendances, from {before} to {now}, and "
            "not in the share who came; print how many were invited too"
        ),
    ),
    "PAL745": (
        ("{value} for «{figure}» er fremmøtte, og trykt som personer: én kan ha møtt flere ganger; skriv fremmøtte"),
        (
            "{value} for “{figure}” are attendances, and printed as persons: one may have come several times; say"
            " attendances"
        ),
    ),
    "PAL750": (
        "måltallet er sagt å være nådd for {figures}, men er ikke trykt; skriv det",
        "the target is said to be reached for {figures}, but its number is not printed; print it",
    ),
    "PAL751": (
        "måltallet på {wanted} er sagt å være nådd for «{figure}», og tallet viser det ikke; kontroller det",
        ("the target of {wanted} is said to be reached for “{figure}”, and the figure does not show it; check it"),
    ),
    "PAL752": (
        "måltallet på {wanted} er sagt ikke å være nådd for «{figure}», og tallet når det; kontroller det",
        "the target of {wanted} is said not to be reached for “{figure}”, and the figure reaches it; check it",
    ),
    "PAL753": (
        ("måltallet på {wanted} er sagt å være nådd for «{figure}», uten et tall som kan vise det; skriv tallet"),
        ("the target of {wanted} is said to be reached for “{figure}”, with no number that can show it; print one"),
    ),
    "PAL754": (
        (
            "måltallet på {wanted} er nådd for «{figure}» blant dem som svarte; av alle kan det være fra {low} "
            "til {high} %"
        ),
        ("the target of {wanted} is reached for “{figure}” by those who answered; of all it may be {low} to {high} %"),
    ),
    "PAL760": (
        ("«{first}» og «{second}» er samme dag ({date}) og for de samme; flytt det ene, eller skriv klokkeslett"),
        ("“{first}” and “{second}” are on one day ({date}) and for the same people; move one, or print the hours"),
    ),
    "PAL761": (
        "«{event}» er satt til {date}, som er {day}; kontroller datoen",
        "“{event}” is set for {date}, which is {day}; check the date",
    ),
    "PAL762": (
        "«{activity}» skal være {times} ganger, og {dated} er tidfestet ({group}); sett datoene",
        "“{activity}” is to be {times} times, and {dated} are dated ({group}); set the dates",
    ),
    "PAL763": (
        "{count} planlagte arrangementer i {plan} har ingen dato: {events}; sett datoene",
        "{count} planned events in {plan} have no date: {events}; set the dates",
    ),
    "PAL764": (
        "«{activity}» står to ganger i {plan}; stryk den ene",
        "“{activity}” stands twice in {plan}; strike one out",
    ),
    "PAL765": (
        "«{activity}» viser til {see}, som ikke er i {plan}; rett henvisningen",
        "“{activity}” refers to {see}, which is not in {plan}; correct the reference",
    ),
    "PAL766": (
        "{plan} bygger på «{document}», som gjaldt til og med {last}; vis til det som gjelder i {year}",
        "{plan} builds on “{document}”, in force until the end of {last}; refer to what holds in {year}",
    ),
    "PAL780": (
        (
            "«{figure}» forteller hva {count} svarte, og færre enn {least} skal ikke vises; utelat tallet eller "
            "slå sammen"
        ),
        ("“{figure}” tells what {count} answered, and fewer than {least} should not be shown; leave it out or merge"),
    ),
    "PAL781": (
        (
            "{percent} % av høyst {base} svar for «{figure}» er høyst {count} på den ene siden, og færre enn "
            "{least} skal ikke vises; utelat tallet eller slå sammen"
        ),
        (
            "{percent} % of at most {base} answers for “{figure}” leaves at most {count} on one side, and fewer "
            "than {least} should not be shown; leave it out or merge"
        ),
    ),
    "PAL789": (
        "{id} tar til etterretning et funn med koden {code} som ikke lenger er der; stryk den",
        "{id} acknowledges a finding with the code {code} that is no longer there; strike it out",
    ),
    "PAL790": (
        "{number} har flere desimaler enn {decimals}",
        "{number} has more decimals than {decimals}",
    ),
    "PAL801": (
        "et utkast er {known}, og dette er {suffix}; lagre det som en av dem",
        "a draft is {known}, and this is {suffix}; save it as one of those",
    ),
    "PAL802": ("det står ingen tekst i filen", "the file holds no text"),
    "PAL803": (
        "filen er låst med passord; lagre en kopi uten",
        "the file is locked with a password; save a copy without one",
    ),
    "PAL804": (
        "filen er skadet og kan ikke leses: {detail}; lagre den på nytt fra programmet som laget den",
        "the file is damaged and cannot be read: {detail}; save it anew from the program that made it",
    ),
    "PAL805": (
        "side {pages} har ingen tekst, bare bilder: tall der er ikke lest",
        "page {pages} holds no text, only pictures: numbers there are not read",
    ),
    "PAL806": (
        "PDF-en har {pages} sider, og palnet leser til og med {limit}; del den opp",
        "the PDF has {pages} pages, and palnet reads up to {limit}; take it apart",
    ),
    "PAL807": ("filen har makroer; de er ikke kjørt", "the file has macros; they were not run"),
    "PAL808": (
        "filen har {count} sporede endringer: det som er satt inn, er lest, og det som er strøket, er ikke lest",
        "the file has {count} tracked changes: what is inserted was read, what is deleted was not",
    ),
    "PAL809": (
        "filen kan ikke leses: utpakket er teksten på mer enn {limit} MB",
        "the file cannot be read: unpacked, its text is more than {limit} MB",
    ),
    "PAL810": (
        "språket er verken bokmål, nynorsk eller engelsk: alt som er lest, er usikkert",
        "the language is neither bokmål, nynorsk nor English: all that was read is unsure",
    ),
    "PAL811": (
        "filen har {count} bilder eller diagrammer: tall i dem er ikke lest",
        "the file has {count} pictures or charts: numbers in them are not read",
    ),
    "PAL812": (
        "PDF-en er bare bilder (side {pages}) og har ingen tekst; bruk Word-filen, eller kjør tekstgjenkjenning først",
        "the PDF is pictures only (page {pages}) and holds no text; use the Word file, or recognise the text first",
    ),
    "PAL813": (
        "filen er på {size} MB; et utkast er på høyst {limit} MB",
        "the file is {size} MB; a draft is at most {limit} MB",
    ),
    "PAL814": (
        "kommentarer kan bare skrives i en kopi av et Word-utkast uten makroer (.docx)",
        "comments can only be written in a copy of a Word draft without macros (.docx)",
    ),
    "PAL815": (
        "utkastet selv skal ikke skrives over; velg et annet navn",
        "the draft itself is not to be written over; choose another name",
    ),
    "PAL816": (
        "høyst to utkast holdes mot hverandre, og dette er {count}",
        "at most two drafts are compared, and these are {count}",
    ),
    "PAL820": (
        "«{read}» ({key}) er ikke i utkastet lenger; stryk det, eller kontroller den nye setningen",
        "“{read}” ({key}) is no longer in the draft; strike it out, or check the new sentence",
    ),
    "PAL830": (
        "«{figure}» teller {count} av {n}; det kan ikke være flere enn alle",
        "“{figure}” counts {count} of {n}; there cannot be more than all of them",
    ),
    "PAL831": (
        "{percent} % for «{figure}» er mer enn alle; rett prosenten, eller skriv at det er en vekst",
        "{percent} % for “{figure}” is more than all; correct the percentage, or write that it is a growth",
    ),
    "PAL832": (
        "«{figure}» har {here}, og publisert om «{other}» er {there}; bruk samme tall, eller skriv hva som skiller",
        "“{figure}” has {here}, and published of “{other}” is {there}; use the same number, or write what differs",
    ),
    "PAL833": (
        "«{figure}» har {here}, og svarene på «{other}» gir {there}; rett tallet, eller skriv hvem det gjelder",
        "“{figure}” has {here}, and the answers to “{other}” give {there}; correct the number, or write whom it is of",
    ),
}

# What a type or a form is called in an explanation: (bokmål, English).
_EXPECTED: dict[str, tuple[str, str]] = {
    "str": ("en tekst i anførselstegn", "a text in quotes"),
    "int": ("et helt tall", "a whole number"),
    "bool": ("true eller false", "true or false"),
    "Decimal": ("et tall", "a number"),
    "date": ("en dato som 2023-09-07, uten klokkeslett", "a date such as 2023-09-07, without a time"),
    "sheet date": ("en dato som 31.12.2026", "a date such as 31.12.2026"),
    "sheet time": (
        "en dato som 31.12.2026, en måned, en årstid eller et år",
        "a date such as 31.12.2026, a month, a season (vår, høst) or a year",
    ),
    "letters": ("bokstaver eller tall", "letters or digits"),
    "list": ("en liste", "a list"),
    "table": ("en tabell", "a table"),
    "slug": ("små bokstaver a–z, tall og bindestrek, delt med /", "lower-case a–z, digits and hyphens, parted by /"),
    "Text": ("en tekst, eller { nb = …, en = … }", "a text, or { nb = …, en = … }"),
    "Source": (
        '«dokument:linjer», for eksempel "arsrapport-2023:12-14"',
        '“document:lines”, such as "arsrapport-2023:12-14"',
    ),
    "Period": (
        'et år (2023), flere ("2021-2024") eller { start = …, end = … }',
        'a year (2023), several ("2021-2024") or { start = …, end = … }',
    ),
    "period": (
        'et år (2023), flere ("2021-2024") eller { start = …, end = … }',
        'a year (2023), several ("2021-2024") or { start = …, end = … }',
    ),
    "predicate": (
        'en betingelse som { question = "…", is = "…" }',
        'a predicate such as { question = "…", is = "…" }',
    ),
    "data": ("svar, en liste over antall eller arrangementer", "answers, a roster or events"),
    "code": ("koden til ett av svarene", "the code of one of the answers"),
    "codes": ("kodene til dem som er krysset av, som frozenset", "the codes of those ticked, as a frozenset"),
    "not-answered": ("Missing.NOT_ANSWERED når ingenting er krysset av", "Missing.NOT_ANSWERED when nothing is ticked"),
    "written": ("«written»: selve teksten hører ikke hjemme her", "“written”: the text itself does not belong here"),
    "limit": ("et tall, en dato eller en kode", "a number, a date or a code"),
    "Alias": ("et navn, eller { name = … }", "a name, or { name = … }"),
    "lines": ('linjer som "207-208" eller "9,39"', 'lines such as "207-208" or "9,39"'),
    "year": ("et årstall", "a year"),
    "organisation number": ("ni sifre med gyldig kontrollsiffer", "nine digits with a valid check digit"),
    "municipality code": (
        "fire sifre i anførselstegn (seks for en bydel)",
        "four digits in quotes (six for a district)",
    ),
}

# What the objects of the model are called to a reader: (bokmål, English).
KINDS: dict[str, tuple[str, str]] = {
    "acknowledgement": ("kvittering", "acknowledgement"),
    "actor": ("aktør", "actor"),
    "activity": ("aktivitet", "activity"),
    "area": ("satsingsområde", "focus area"),
    "body": ("organ", "body"),
    "concept": ("begrep", "concept"),
    "document": ("dokument", "document"),
    "event": ("arrangement", "event"),
    "figure": ("publisert tall", "published figure"),
    "function": ("funksjon", "role function"),
    "goal": ("mål", "goal"),
    "group": ("nettverksgruppe", "group"),
    "health-region": ("helseregion", "health region"),
    "indicator": ("indikator", "indicator"),
    "mapping": ("kobling", "mapping"),
    "mapping-point": ("kartleggingspunkt", "mapping point"),
    "network": ("nettverk", "network"),
    "picture": ("bilde", "picture"),
    "plan": ("årsplan", "annual plan"),
    "profession": ("yrke", "profession"),
    "question": ("spørsmål", "question"),
    "questionnaire": ("spørreskjema", "questionnaire"),
    "region": ("region", "region"),
    "report": ("årsrapport", "annual report"),
    "role": ("rolle", "role"),
    "roster": ("ressurspersonliste", "roster"),
    "strategy": ("strategi", "strategy"),
    "subgoal": ("delmål", "subgoal"),
    "target": ("måltall", "target"),
    "trust": ("helseforetak", "hospital trust"),
    "vocabulary": ("ordliste", "vocabulary"),
}

# What a survey tool's format cannot tell apart: (bokmål, English).
_CANNOT: dict[str, tuple[str, str]] = {
    "not-shown": (
        "spørsmål som ikke ble vist, fra ubesvarte, annet enn ved veien gjennom skjemaet",
        "questions that were not shown from those not answered, except by the route through the form",
    ),
    "no-tick": (
        "at ingenting er krysset av, fra at spørsmålet ikke er besvart",
        "that nothing was ticked from that the question was not answered",
    ),
}

_GLUE = {
    "nb": {
        "stood": "står: {}",
        "expected": "ventet: {}",
        "hint": "mente du «{}»?",
        "of": "en liste av: {}",
        "plugin": "fra {}",
    },
    "en": {
        "stood": "found: {}",
        "expected": "expected: {}",
        "hint": "did you mean “{}”?",
        "of": "a list of: {}",
        "plugin": "from {}",
    },
}


def _word(table: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    nb, en = table.get(key, (key, key))
    return en if lang == "en" else nb


def kind_word(kind: str, lang: str) -> str:
    """What a kind of object is called; of several kinds, all of them."""
    glue = " or " if lang == "en" else " eller "
    return glue.join(_word(KINDS, one, lang) for one in kind.split(" | "))


def _expected(expected: str, lang: str) -> str:
    if expected.startswith("tuple "):
        return _GLUE[lang]["of"].format(_word(_EXPECTED, expected.removeprefix("tuple "), lang))
    return _word(_EXPECTED, expected, lang)


def sentence(problem: Problem, lang: str) -> str:
    """The whole line for one problem. Bokmål serves for nynorsk too."""
    lang = "en" if lang == "en" else "nb"
    nb, en = MESSAGES[problem.code]
    params = dict(problem.params)
    if "kind" in params:
        params["kind"] = kind_word(str(params["kind"]), lang)
    if "what" in params:
        params["what"] = kind_word(str(params["what"]), lang)
    if "cannot" in params:
        params["cannot"] = _word(_CANNOT, str(params["cannot"]), lang)
    said = (en if lang == "en" else nb).format(**params)
    glue = _GLUE[lang]
    details = []
    if problem.value is not None:
        details.append(glue["stood"].format(problem.value))
    if problem.expected is not None:
        details.append(glue["expected"].format(_expected(problem.expected, lang)))
    if problem.hint is not None:
        details.append(glue["hint"].format(problem.hint))
    if "plugin" in params and "{plugin}" not in en:
        details.append(glue["plugin"].format(params["plugin"]))
    where = problem.place
    if problem.path is not None and problem.line is not None and problem.keys:
        where += " " + ".".join(str(key) for key in problem.keys)
    line = f"{problem.code} {said}" + (f" ({'; '.join(details)})" if details else "")
    return f"{where}: {line}" if where else line
