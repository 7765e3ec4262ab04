"""The content security policy: a page may load its own site's files and the inline code that this build wrote."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from mkdocs.exceptions import PluginError

from gateway_docs.facts.common import OtherHosts
from gateway_docs.output.built_site import BuiltPage, BuiltSite

HEADER = "Content-Security-Policy"
#: Script types that browsers do not execute; they need no hash.
DATA = ("application/json", "application/ld+json")
#: What browsers follow. Elsewhere, such as in a title, "javascript:" is text.
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href"}
CHARSET = '<meta charset="utf-8">'
META = re.compile(rf'\n?<meta http-equiv="{HEADER}" content="([^"]*)">')
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_JAVASCRIPT = r"\s*".join("javascript:")
#: A page without it need not be read tag by tag.
_SUSPICIOUS = re.compile(rf"<[a-z][^<]*?(?:\sstyle\s*=|\son[a-z]+\s*=|{_JAVASCRIPT})", re.IGNORECASE)


def policy(other: OtherHosts, *parts: str) -> str:
    """The policy of a page. `parts` are those of its HTML that may hold inline code, `other` the operator's hosts."""
    scripts, styles = (sorted(set(_inline("".join(parts), tag))) for tag in ("script", "style"))
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(["script-src 'self'", *map(sha256, scripts), *other.scripts]),
            " ".join(["style-src 'self'", *map(sha256, styles)]),
            " ".join(["img-src 'self' data:", *other.images]),
            "font-src 'self'",
            " ".join(["connect-src 'self'", *other.requests]),
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def write(site: BuiltSite) -> None:
    """Put into each page without one the policy that allows what the page holds inline."""
    for name, page in site.pages.items():
        if not page.meta("http-equiv", HEADER):
            tag = f'<meta http-equiv="{HEADER}" content="{policy(site.facts.other_hosts, page.text)}">'
            site.pages[name] = BuiltPage(page.text.replace(CHARSET, f"{CHARSET}\n{tag}", 1))


def sha256(code: str) -> str:
    """The source expression that allows an inline element with this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def of_site(site: BuiltSite) -> str:
    """The policy that allows what any page allows: for a header, which is the same for all of them."""
    directives: dict[str, set[str]] = {}
    for text in sorted({page.meta("http-equiv", HEADER) for page in site.pages.values()}):
        for directive in text.split("; "):
            name, *sources = directive.split(" ")
            directives.setdefault(name, set()).update(sources)
    return "; ".join(" ".join([name, *sorted(sources)]) for name, sources in directives.items())


def check(site: BuiltSite) -> None:
    """PluginError names what stands on a page and is not allowed by the policy in its head."""
    problems = [f"{name}: {problem}" for name, page in site.pages.items() for problem in _problems(page)]
    if problems:
        raise PluginError("The content security policy forbids\n" + "\n".join(problems))


def _problems(page: BuiltPage) -> Iterator[str]:
    allowed = page.meta("http-equiv", HEADER)
    for tag in ("script", "style"):
        unknown = (code for code in _inline(page.text, tag) if sha256(code) not in allowed)
        yield from (f"<{tag}>{code[:40]}…, which is not what stood there when the policy was made" for code in unknown)
    if _SUSPICIOUS.search(_INLINE.sub("", page.text)):
        yield from _Attributes(page.text).problems


def _inline(html: str, tag: str) -> list[str]:
    return [
        code
        for found, attributes, code in _INLINE.findall(html)
        if found == tag and " src=" not in attributes and not any(f'type="{kind}"' in attributes for kind in DATA)
    ]


def _runs(address: str) -> bool:
    """Whether a browser would run it: they leave spaces and control characters out."""
    return re.sub(r"[\x00-\x20]", "", address).lower().startswith("javascript:")


class _Attributes(HTMLParser):
    """Finds what can have no hash: handlers, style attributes and addresses that run."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=False)
        self.problems: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        wrong = [name for name, _ in attributes if name == "style" or name.startswith("on")]
        wrong += [name for name, value in attributes if name in ADDRESSES and _runs(value or "")]
        self.problems += [f"line {self.getpos()[0]}: <{tag} {name}>" for name in wrong]
