# SPDX-License-Identifier: GPL-2.0
"""Find the names that C headers define, and say how LKL calls them."""

import fixes
from ctokens import BLANK, logical_lines, tokenize

KEYWORDS = frozenset("""
    auto break case char const continue default do double else enum extern
    float for goto if inline int long register return short signed sizeof
    static struct switch typedef union unsigned void volatile while
    __attribute__ __extension__ __inline__ __inline __volatile__ __signed__
    __const__ __typeof__ __asm__ __aligned __packed asm bool
""".split())

TAG_WORDS = frozenset(("struct", "union", "enum"))


def prefixed(name):
    """Return LKL's name of @name: lkl_stat, LKL_EINVAL, __lkl__u32, _LKL_IO."""
    if name.lstrip("_").startswith(("lkl_", "LKL_")):
        return name
    word = "LKL" if name.isupper() else "lkl"
    if name.startswith("__"):
        return "__" + word + name
    if name.startswith("_"):
        return "_" + word + name
    return word + "_" + name


def significant(tokens):
    """Drop blanks and newlines."""
    return [t for t in tokens if t.kind not in BLANK and t.kind != "newline"]


def without_attributes(tokens):
    """Drop each __attribute__((...)) from a list of significant tokens."""
    kept, depth, inside = [], 0, False
    for token in tokens:
        if inside:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            inside = depth > 0
        elif token.text == "__attribute__":
            inside = True
        else:
            kept.append(token)
    return kept


def block_kind(declaration):
    """Say what a brace opens after @declaration: a tag word, extern or code."""
    words = [t.text for t in declaration]
    if words[:1] == ["extern"] and words[-1].startswith('"'):
        return "extern"
    if not words or words[-1] in (")", "="):
        return "code"
    return next((w for w in reversed(words) if w in TAG_WORDS), "code")


def macro_parameters(tokens):
    """Return the parameters of a #define, or None if it has not even ()."""
    at = next(i for i, t in enumerate(tokens) if t.text == "define")
    at = next(i for i in range(at + 1, len(tokens))
              if tokens[i].kind == "ident")
    if tokens[at + 1].text != "(":
        return None
    end = next(i for i in range(at, len(tokens)) if tokens[i].text == ")")
    return [t.text for t in tokens[at + 2:end] if t.kind == "ident"]


class Names:
    """The names defined by a set of headers."""

    def __init__(self):
        #: macros without parameters, and those with
        self.objects, self.functions = set(), set()
        #: typedefs, enumerators, functions and variables
        self.ordinary = set()
        #: macro to {position of an argument: whether to prefix it, whatever
        #: it is}, for arguments that become parts of names by ##
        self.pasted = {}

    def defined(self, name):
        """Whether @name, outside of struct members and tags, is one of them."""
        return (name in self.objects or name in self.functions or
                name in self.ordinary)

    def read(self, text):
        """Add what the header @text defines."""
        code = []
        for directive, tokens in logical_lines(tokenize(text)):
            if directive is None:
                code += significant(tokens)
            elif directive == "define":
                self._define([t for t in tokens if t.kind != "comment"])
        self._walk(without_attributes(code))

    def _define(self, tokens):
        at = next(i for i, t in enumerate(tokens) if t.text == "define")
        at = next(i for i in range(at + 1, len(tokens))
                  if tokens[i].kind == "ident")
        name, parameters, body = tokens[at].text, macro_parameters(tokens), []
        if parameters is None:
            self.objects.add(name)
            return
        self.functions.add(name)
        body = [t.text for t in tokens[at + 1:] if t.kind not in BLANK]
        body = ["", ""] + body[body.index(")") + 1:] + [""]
        for before2, before, word, after in zip(body, body[1:], body[2:],
                                                body[3:]):
            if word not in parameters or "##" not in (before, after):
                continue
            first = before != "##"
            if first or before2 not in (",", "("):
                self.pasted.setdefault(name, {})[parameters.index(word)] = first

    def _walk(self, code):
        """Follow braces and parentheses; look at what is declared where."""
        blocks, declaration, parens = [], [], 0
        for i, token in enumerate(code):
            text = token.text
            if text == "{":
                blocks.append((block_kind(declaration), declaration))
                declaration = []
                continue
            if text == "}" and blocks:
                kind, declaration = blocks.pop()
                declaration = [] if kind in ("code", "extern") else (
                    declaration + [token])
                continue
            if text == ";" and not parens:
                declaration = []
                continue
            parens += {"(": 1, ")": -1}.get(text, 0)
            where = [kind for kind, _ in blocks if kind != "extern"]
            following = code[i + 1].text if i + 1 < len(code) else ""
            if token.kind == "ident" and text not in KEYWORDS:
                self._ident(text, declaration, where, parens, following)
            declaration.append(token)
            if text == "," and where[-1:] == ["enum"] and not parens:
                declaration = []

    def _ident(self, name, declaration, where, parens, following):
        before = [t.text for t in declaration]
        if where[-1:] == ["enum"]:
            if not before and following != "(":
                self.ordinary.add(name)
        elif where or before[-1:] and before[-1] in TAG_WORDS:
            return
        elif name in fixes.LIBC_TYPES:
            return
        elif "typedef" in before:
            if parens == 0 and following in (";", "[", ",", "("):
                self.ordinary.add(name)
            elif parens == 1 and before[-2:] == ["(", "*"]:
                self.ordinary.add(name)
        elif before and parens == 0 and following in ("(", "[", "=", ";"):
            self.ordinary.add(name)
