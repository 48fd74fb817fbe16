# SPDX-License-Identifier: GPL-2.0
"""Read the pages of Documentation with docutils alone.

They use two things of Sphinx, as the kernel's documentation does: the toctree
directive and the doc role. Here both are links between pages of one folder.
"""

import io
import os

import docutils.core
import docutils.nodes
from docutils.parsers.rst import Directive, directives, roles

SETTINGS = {
    "report_level": 1,
    "halt_level": 5,
    "syntax_highlight": "none",
    "smart_quotes": False,
    "file_insertion_enabled": False,
    "raw_enabled": False,
}


def page_file(source, name):
    """The file of a page that is named as in the page SOURCE."""
    return os.path.join(os.path.dirname(source), name + ".rst")


def title_of(path):
    """The title: the line between two lines of equals signs."""
    with open(path, encoding="utf-8") as f:
        lines = f.read().splitlines()
    for above, line, below in zip(lines, lines[1:], lines[2:]):
        if above and above == below and set(above) == {"="}:
            return line.strip()
    raise ValueError("%s: no title" % path)


def link(source, name):
    """A reference to the page NAME; raises OSError or ValueError."""
    title = title_of(page_file(source, name))
    return docutils.nodes.reference("", title, refuri=name + ".html", page=name)


class Toctree(Directive):
    """A list of pages."""

    has_content = True
    option_spec = {"maxdepth": directives.nonnegative_int}

    def run(self):
        source = self.state.document.current_source
        pages = docutils.nodes.bullet_list(toctree=True)
        for name in filter(None, map(str.strip, self.content)):
            try:
                reference = link(source, name)
            except (OSError, ValueError) as e:
                return [self.state.document.reporter.warning(
                    str(e), line=self.lineno)]
            paragraph = docutils.nodes.paragraph("", "", reference)
            pages += docutils.nodes.list_item("", paragraph)
        return [pages]


def doc_role(_role, rawtext, text, lineno, inliner, **_ignored):
    """:doc:`name`."""
    try:
        return [link(inliner.document.current_source, text)], []
    except (OSError, ValueError) as e:
        message = inliner.reporter.warning(str(e), line=lineno)
        return [inliner.problematic(rawtext, rawtext, message)], [message]


directives.register_directive("toctree", Toctree)
roles.register_local_role("doc", lambda name, rawtext, text, lineno, inliner,
                          options=None, content=None:
                          doc_role(name, rawtext, text, lineno, inliner))


def publish(path, publisher, **arguments):
    """Call a publish_*() of docutils; return its result and the warnings."""
    said = io.StringIO()
    with open(path, encoding="utf-8") as f:
        text = f.read()
    result = publisher(text, source_path=path,
                       settings_overrides=dict(SETTINGS, warning_stream=said),
                       **arguments)
    return result, said.getvalue().splitlines()


def parse(path):
    """The document of a page, and the warnings about it."""
    return publish(path, docutils.core.publish_doctree)


def to_html(path):
    """A page as HTML, and the warnings about it."""
    return publish(path, docutils.core.publish_string, writer_name="html5")
