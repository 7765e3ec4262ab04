"""Last touches on the HTML that Markdown made, before it is put into the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import PurePosixPath

from mkdocs.structure.toc import AnchorLink

from gateway_docs.pages.locale import words
from gateway_docs.site.labels import labelled
from gateway_docs.theme.first_view import END, with_early_table

#: A path of Windows in a sentence; code of several lines stands in <pre> and is scrolled.
_WINDOWS_PATH = re.compile(r"(?<!<pre>)<code>[^<]*\\[^<]*</code>")
#: Browsers break no line before /, and no space stands there in Chinese.
_PATH_AFTER_COMMA = re.compile(r"(?<=[、，；])<code>(?=/)")
#: Four words or more are a sentence, such as an error; addresses, models and variables have fewer. What is longer than
#: a base URL breaks, too, but for paths, which break elsewhere.
_SENTENCE = re.compile(r"<code>(?=[^<\s]+(?:\s+[^<\s]+){3}|https:(?:<(?!/code)[^>]*>|[^<]){30}|[^<\s~:]{33})")
#: Where paths and addresses may break in tables, browsers would break them at any letter.
_PATH = re.compile(r"""(?:<code>~/|"sentence">https:|>[\w-]+(?:\.[\w-]+)+/).*?</(?:code|a)>""")
_CELL = re.compile(r"<td>.*?</td>", re.DOTALL)
_ARTICLE = re.compile("(<article.*</article>)", re.DOTALL)
_OTHER_LANGUAGE = re.compile(r'(?<=" )hreflang="([\w-]+)"(?= class="md-select__link")')
#: Material puts it between a word and a title, in every language.
_COLON = re.compile(r'(?<=[\u3400-\u9fff]): (?=[^"<>]*" class="md-footer|[^"<>]*">)')
#: What only the reader robot asks for.
_RECORDING = re.compile(r' data-recording="[^"]*"')
#: What Material puts into each page for the tabs in it.
_OF_TABS = re.compile(r"<script>var (?:tabs|target)=.*?</script>\s*")
#: What Material's bundle alone shows: a message, its search, the title of the page in the header.
_OF_BUNDLE = re.compile(
    r'<div class="md-dialog".*?</div>\s*</div>\s*|<input [^>]*id="__search"[^>]*>\s*'
    r'|<div class="md-header__topic" data-md-component="header-topic">.*?</div>\s*',
    re.DOTALL,
)
_TITLE = re.compile(r'<h1 id="[^"]*">(.*?)href="#[^"]*"', re.DOTALL)
#: Around the names in Material's lists, where spaces mean nothing.
_AROUND_NAMES = re.compile(r'(?<=<span class="md-ellipsis">)\s+|\s+(?=</span>\s*</(?:a|label)>)')
_INDENTATION = re.compile(r"\s*\n\s*")
_TABLE_END = re.compile(f"</table>(?:{END})?")


def titled(html: str, toc: Iterable[AnchorLink], path: PurePosixPath) -> str:
    """`html` with an id for its title that is the same in every language: one made of its words is not."""
    name = (path.stem if path.stem != "index" else path.parent.name) or "top"
    if f'id="{name}"' in html:
        return html
    for title in (entry for entry in toc if entry.level == 1):
        title.id = name  # where Material's link past the header leads
    return _TITLE.sub(rf'<h1 id="{name}">\1href="#{name}"', html, count=1)


def finished(html: str, language: str) -> str:
    """`html` with tables that scroll by themselves, and with the page's language in the titles of section links.

    Code that is a sentence is marked in tables: its lines may break, where other code stays in one piece.
    """
    permalink = escape(words(language)["shell"]["permalink"])
    html = html.replace("<pre><span></span>", "<pre>")  # Pygments puts it there for a browser of long ago
    html = _RECORDING.sub("", html)
    html = html.replace('title="Permanent link"', f'title="{permalink}"')
    # Browsers break lines at / but not at \\, and then push a full stop alone onto the next line.
    html = _WINDOWS_PATH.sub(lambda found: found[0].replace("\\", "\\<wbr>"), html)
    html = _PATH_AFTER_COMMA.sub("<wbr><code>", html)
    html = _CELL.sub(lambda found: _PATH.sub(_breaking, _SENTENCE.sub('<code class="sentence">', found[0])), html)
    html = _TABLE_END.sub(r"\g<0></div>", with_early_table(html).replace("<table>", '<div class="table-box"><table>'))
    return labelled(html)


def _breaking(path: re.Match[str]) -> str:
    return re.sub(r"(?<=[^~<]/)(?=[\w.]|<span)", "<wbr>", path[0])


def tidied(page: str) -> str:
    """A whole page without what it does not use around its article, and with names of languages marked as theirs."""
    page = _OTHER_LANGUAGE.sub(r'\g<0> lang="\1"', page)
    page = _COLON.sub("：", page)
    page = _AROUND_NAMES.sub("", page)
    if 'id="__config"' not in page:
        page = _OF_BUNDLE.sub("", page)
    if 'class="tabbed-set' not in page:
        page = _OF_TABS.sub("", page)
    before, article, after = _ARTICLE.split(page, 1) if _ARTICLE.search(page) else (page, "", "")
    return _INDENTATION.sub("\n", before) + article + _INDENTATION.sub("\n", after)
