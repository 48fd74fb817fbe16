# SPDX-License-Identifier: GPL-2.0
"""Cut C text into tokens without losing a byte of it."""

import re
from typing import NamedTuple

_PATTERN = re.compile(r"""
    (?P<comment>/\*.*?\*/|//[^\n]*)
  | (?P<string>"(?:\\.|[^"\\\n])*")
  | (?P<char>'(?:\\.|[^'\\\n])+')
  | (?P<number>\.?[0-9](?:[eEpP][+-]|[\w.])*)
  | (?P<ident>[A-Za-z_]\w*)
  | (?P<newline>\n)
  | (?P<space>(?:[ \t\r\f]|\\\n)+)
  | (?P<punct>\#\#|->|\.\.\.|.)
""", re.X | re.S)

#: kinds that mean nothing to the compiler
BLANK = {"comment", "space"}


class Token(NamedTuple):
    """One piece of text and what it is."""

    kind: str
    text: str


def tokenize(text):
    """List the tokens of @text; their texts joined are @text again."""
    return [Token(m.lastgroup, m.group()) for m in _PATTERN.finditer(text)]


def logical_lines(tokens):
    """
    Yield (directive, tokens) a piece.

    @directive is the name of the preprocessor directive ("" for a lone #)
    or None for a run of ordinary lines.
    """
    piece, directive, fresh = [], None, True
    for i, token in enumerate(tokens):
        if fresh and token.text == "#":
            if piece:
                yield None, piece
            piece, fresh = [], False
            directive = next((t.text for t in tokens[i + 1:]
                              if t.kind not in BLANK), "").strip()
        piece.append(token)
        if token.kind == "newline":
            if directive is not None:
                yield directive, piece
                piece, directive = [], None
            fresh = True
        elif token.kind not in BLANK:
            fresh = False
    if piece:
        yield directive, piece
