# SPDX-License-Identifier: GPL-2.0
"""Rewrite one header: names with the lkl prefix, includes below lkl/."""

import re

import fixes
from ctokens import BLANK, logical_lines, tokenize
from names import (KEYWORDS, TAG_WORDS, block_kind, macro_parameters,
                   prefixed)

_INCLUDE = re.compile(r'(#\s*include\s*)([<"])([^>"]+)[>"]')
_SPACE = BLANK | {"newline"}


def _neighbour(tokens, i, step):
    """Return the text of the nearest significant token, or ""."""
    i += step
    while 0 <= i < len(tokens):
        if tokens[i].kind not in _SPACE:
            return tokens[i].text
        i += step
    return ""


def _arguments(tokens, i):
    """
    Yield (position, index) for each identifier in the arguments of the macro
    call whose name is token @i.
    """
    depth, position = 0, 0
    for j in range(i + 1, len(tokens)):
        text = tokens[j].text
        if text == "(":
            depth += 1
        elif text == ")":
            depth -= 1
        elif text == "," and depth == 1:
            position += 1
        elif tokens[j].kind == "ident":
            yield position, j
        if depth == 0 and tokens[j].kind not in _SPACE:
            return


class Renamer:
    """Renames in the headers of one tree."""

    def __init__(self, names, headers):
        self.names = names
        #: paths of the headers, relative to the tree
        self.headers = headers

    def header(self, path, text):
        """Return the public text of the header @path."""
        out, self._blocks, self._declaration, self._depth = [], [], [], 0
        for directive, tokens in logical_lines(tokenize(text)):
            if directive == "include":
                line = "".join(t.text for t in tokens)
                out.append(_INCLUDE.sub(lambda m: self._include(path, m), line))
            elif directive in ("error", "warning", "pragma", "line", ""):
                out += [t.text for t in tokens]
            elif directive is not None:
                parameters = frozenset()
                if directive == "define":
                    parameters = frozenset(macro_parameters(tokens) or ())
                out += self._directive(tokens, parameters)
            else:
                out += self._code(tokens)
        text = "".join(out)
        for old, new in fixes.EDITS.get(path, ()):
            text = text.replace(old, new)
        extra = "".join("#include <%s>\n" % name
                        for name in fixes.MISSING_INCLUDES.get(path, ()))
        return self._after_guard(text, extra)

    @staticmethod
    def _after_guard(text, extra):
        """Put @extra behind the #define of the include guard of @text."""
        if not extra:
            return text
        guard = re.search(r"^#\s*ifndef\s+(\w+)\s*\n#\s*define\s+\1.*\n",
                          text, re.M)
        at = guard.end() if guard else 0
        return text[:at] + "\n" + extra + text[at:]

    def _include(self, path, match):
        """Return an #include line for the one of @path that @match found."""
        start, quote, name = match.groups()
        name = fixes.HOST_INCLUDES.get(name, name)
        if quote == '"':
            name = path.rpartition("/")[0] + "/" + name
        if name in self.headers:
            name = "lkl/" + name
        return "%s<%s>" % (start, name)

    def _directive(self, tokens, parameters):
        at = next((i for i, t in enumerate(tokens) if t.kind == "ident"), -1)
        pasted = self._pasted(tokens)
        for i, token in enumerate(tokens):
            if token.kind != "ident" or i <= at or token.text in parameters:
                yield token.text
            else:
                yield pasted.get(i) or self._name(tokens, i, False)

    def _code(self, tokens):
        pasted = self._pasted(tokens)
        for i, token in enumerate(tokens):
            if token.kind == "ident":
                yield pasted.get(i) or self._name(
                    tokens, i, self._declares_member(tokens, i))
            else:
                yield token.text
            if token.kind not in _SPACE:
                self._follow(token)

    def _pasted(self, tokens):
        """Map the arguments that ## makes parts of names to what to write."""
        found = {}
        for i, token in enumerate(tokens):
            positions = self.names.pasted.get(token.text, {})
            if positions and _neighbour(tokens, i, 1) == "(" and \
               _neighbour(tokens, i, -1) != "define":
                for position, j in _arguments(tokens, i):
                    if position in positions:
                        name = tokens[j].text
                        found[j] = (prefixed(name) if positions[position]
                                    else name)
        return found

    def _follow(self, token):
        """Keep track of the block and the declaration that we are in."""
        self._depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0)
        if token.text == "{":
            self._blocks.append(block_kind(self._declaration))
            self._declaration = []
        elif token.text == "}":
            if self._blocks:
                self._blocks.pop()
            self._declaration = [token]
        elif token.text == ";":
            self._declaration = []
        else:
            self._declaration.append(token)

    def _declares_member(self, tokens, i):
        """Whether the identifier @i names a member of a struct or union."""
        if self._blocks[-1:] not in (["struct"], ["union"]):
            return False
        before, after = _neighbour(tokens, i, -1), _neighbour(tokens, i, 1)
        if self._depth == 1 and before == "*" and after == ")":
            return True
        return bool(self._depth == 0 and self._declaration and after in (
            ";", ",", "[", ":", "__attribute__"))

    def _name(self, tokens, i, declares_member):
        """Return what the identifier @i is called in public."""
        name = tokens[i].text
        before, after = _neighbour(tokens, i, -1), _neighbour(tokens, i, 1)
        if name in KEYWORDS:
            return name
        if before in TAG_WORDS or name in fixes.HOST_NAMES:
            return prefixed(name)
        if before == "(" and self._opens_tag_macro(tokens, i):
            return prefixed(name)
        if declares_member or before in (".", "->"):
            if name in fixes.CXX_MEMBERS:
                return name + "_"
            if name in fixes.MEMBER_MACROS or name in self.names.objects:
                return prefixed(name)
            return name
        if after == "##" and before != "##":
            return prefixed(name)
        return prefixed(name) if self.names.defined(name) else name

    @staticmethod
    def _opens_tag_macro(tokens, i):
        """Whether @i is the first argument of a macro that wants a tag."""
        rest = [t.text for t in tokens[max(0, i - 8):i]
                if t.kind not in _SPACE]
        return len(rest) > 1 and rest[-2] in fixes.TAG_MACROS
