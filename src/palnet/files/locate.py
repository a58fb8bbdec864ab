"""Where in a TOML file a key or a value stands. Asked only once something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from palnet.errors import Key, Problem

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["Locator"]

_AT_THE_KEY = ("PAL202",)

Place = tuple[int, int]
"""Line and column, both from 1, the column in characters."""


class Locator:
    """The places of one file's keys and values, by the chain of keys and positions that leads to them.

    Where the tree-sitter libraries are not installed, or cannot follow what is valid TOML, nothing is found and the
    caller falls back on the keys themselves.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.encode().split(b"\n")
        self._keys: dict[tuple[Key, ...], Place] = {(): (1, 1)}
        self._values: dict[tuple[Key, ...], Place] = {(): (1, 1)}
        self._arrays: dict[tuple[Key, ...], int] = {}
        try:
            import tree_sitter
            import tree_sitter_toml
        except ImportError:
            return
        language = tree_sitter.Language(tree_sitter_toml.language())
        self._document(tree_sitter.Parser(language).parse(text.encode()).root_node)

    def key(self, keys: tuple[Key, ...]) -> Place | None:
        """Where that key itself is written, or else its nearest surroundings."""
        return self._keys.get(keys) or self.value(keys)

    def value(self, keys: tuple[Key, ...]) -> Place | None:
        """Where the value under those keys begins, or else its nearest surroundings."""
        if len(self._values) == 1:
            return None
        while keys not in self._values:
            keys = keys[:-1]
        return self._values[keys]

    def located(self, problem: Problem, shown: str) -> Problem:
        """The problem with the file's path as it is shown and, where it can be found, its line and column."""
        find = self.key if problem.code in _AT_THE_KEY else self.value
        line, column = find(problem.keys) or (None, None)
        return attrs.evolve(problem, path=shown, line=line, column=column)

    def _place(self, node: Node) -> Place:
        row, column = node.start_point
        return row + 1, len(self._lines[row][:column].decode(errors="replace")) + 1

    def _document(self, root: Node) -> None:
        for node in root.named_children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self._table(node)

    def _table(self, node: Node) -> None:
        names = [child for child in node.named_children if child.type in _KEY_TYPES]
        if not names:
            return
        path: tuple[Key, ...] = ()
        parts = list(_key_parts(names[0]))
        for depth, part in enumerate(parts):
            path = (*path, part)
            last = depth == len(parts) - 1
            if last and node.type == "table_array_element":
                self._arrays[path] = self._arrays.get(path, -1) + 1
            self._keys.setdefault(path, self._place(node))
            self._values.setdefault(path, self._place(node))
            if path in self._arrays:
                path = (*path, self._arrays[path])
        self._keys.setdefault(path, self._place(node))
        self._values.setdefault(path, self._place(node))
        for child in node.named_children:
            if child.type == "pair":
                self._pair(child, path)

    def _pair(self, node: Node, under: tuple[Key, ...]) -> None:
        key, *values = node.named_children
        path = under
        for part in _key_parts(key):
            path = (*path, part)
            self._keys.setdefault(path, self._place(key))
        for value in values:
            self._value(value, path)

    def _value(self, node: Node, path: tuple[Key, ...]) -> None:
        self._values.setdefault(path, self._place(node))
        if node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self._pair(child, path)
        elif node.type == "array":
            elements = (child for child in node.named_children if child.type != "comment")
            for position, child in enumerate(elements):
                self._value(child, (*path, position))


_KEY_TYPES = ("bare_key", "dotted_key", "quoted_key")


def _key_parts(node: Node) -> Iterator[str]:
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _key_parts(child)
        return
    text = (node.text or b"").decode(errors="replace")
    yield text[1:-1] if node.type == "quoted_key" else text
