"""One module for each format in which survey tools give out answers.

Each has the same three things: ``recognises(table, questionnaire)``, how surely a file is of that format (0 to 1);
``layout(table, questionnaire)``, where the answers stand in it; and ``write(answers)``, the text or bytes of a file of
that format, for synthetic answers and for tests.
"""
