"""What a gateway lacks, as the texts by which a reader would notice that its site speaks of it, and holes in pages."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import material

from gateway_docs.clients import load_clients
from gateway_docs.facts import Facts
from gateway_docs.pages.offered_clients import offered_clients

THEME = Path(material.__file__).parent / "templates"
#: What a site says of a vendor beside its name, its models and its clients.
WORDS = {
    # The name of a protocol in the settings of a client that speaks others, too, is not the vendor.
    "openai": r"OpenAI|ChatGPT|\bGPT\b|\bgpt-|OPENAI|openai(?!-compatible)",
    "anthropic": r"Anthropic|ANTHROPIC|anthropic|Claude|CLAUDE|claude",
    "gemini": r"Gemini|GEMINI|gemini|Google|GOOGLE|googleapis",
}
CHOICES = {
    "regions": r"choose-region|[Aa]nother region|other regions|[Ee]very region|另一个区域|其他区域|各区域|选择区域",
    "groups": r"[Aa]nother (?:\w+ )?group|[Oo]ther groups?\b|[Cc]hoose (?:its|a) group|另一个分组|选择分组",
}


def patterns(facts: Facts, full: Facts) -> dict[str, re.Pattern[str]]:
    """What to look for in every file of the site of `facts`, which lacks parts of `full`."""
    found = {vendor: f"(?:{WORDS[vendor]})" for vendor in WORDS if vendor not in {v.id for v in facts.vendors}}
    found |= {"clients": _any(_clients(facts)), "facts": _any(set(_literals(full)) - set(_literals(facts)))}
    found |= {name: CHOICES[name] for name, chosen in _choices(facts).items() if not chosen}
    if facts.key_rule != "vendor":
        found["keys of vendors"] = (
            r"of one vendor\b(?!, would)|(?:to|use) another vendor|(?<!ing/)#wrong-vendor|其他厂商|对应厂商的密钥"
        )
    if not facts.chat:
        found["chat"] = (
            r"(?<!\|/)chat/completions|v1/responses|(?<!-)\bdoctor\b|诊断工具|(?<![A-Za-z-])connect\.(?:py|md)|\[1m\]"
        )
    if not facts.enterprise:
        found["enterprise"] = r"[Ee]nterprise|企业"
    if not facts.promotions:
        found["promotions"] = r"[Pp]romotion|优惠"
    if not facts.status_url:
        found["status page"] = r"[Ss]tatus page|状态页"
    if not facts.top_up.refund_within_days:
        found["refunds"] = r"[Rr]efund|[Ii]nvoice|退款|发票"
    if "zh" not in facts.languages:
        found["Chinese"] = r"中文|hreflang=.?zh|/zh/|lang=.?zh\b"
    if "en" not in facts.languages:
        found["English"] = r">English<|hreflang=.?en|/en/"
    return {name: re.compile(pattern) for name, pattern in found.items() if pattern}


def _choices(facts: Facts) -> dict[str, bool]:
    return {"regions": len(facts.regions) > 1, "groups": len(facts.groups) > 1}


def _clients(facts: Facts) -> set[str]:
    """The names of clients for which the gateway serves nothing."""
    offered = offered_clients(facts)
    return {client.name for client in load_clients().values() if client not in offered}


def _literals(facts: Facts) -> Iterator[str]:
    for region in facts.regions:
        yield from (region.url, *_texts(region.label))
    for group in facts.groups:
        yield from (group.id, *_texts(group.label))
    yield from (model.id for model in facts.models)
    for contact in facts.contacts:
        yield contact.value


def _texts(text: str | dict[str, str]) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [text]


def _any(literals: set[str]) -> str:
    words = "|".join(re.escape(literal) for literal in sorted(literals, key=len, reverse=True))
    return f"(?<![A-Za-z0-9.-])(?:{words})(?![A-Za-z0-9.-])" if words else ""


#: By which the check and the doctor recognise what readers have; shown to nobody else.
_KNOWLEDGE = re.compile(
    r'"files":\[.*?\](?=,"signals")|\nKNOWN = \{.*?\n\n|["\']built_in["\']: ?\[[^\]]*\]|'
    r'"signals":\[.*?\]\]|"pitfalls":\[.*?\]|["\']hosts["\']: ?\[.*?[\])]\]',
    re.DOTALL,
)


def files(site: Path) -> Iterator[tuple[str, str]]:
    """Name and content of every file that the project makes for readers, programs left out."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        original = THEME / name
        if (
            path.is_file()
            and not path.match("tools/known/*.json")
            and path.suffix not in (".js", ".zip")  # packed pages hold a short word by chance; they stand beside it
            and not (original.is_file() and original.read_bytes() == path.read_bytes())
        ):
            data = path.read_bytes()
            text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")
            yield name, _results(text) if name.startswith("search/") else unescape(_KNOWLEDGE.sub("", text))


def _results(index: str) -> str:
    """What a search may show. The words by which readers ask, of whatever they ask for, are never shown."""
    found = json.loads(index)
    if "pages" not in found or not isinstance(found.get("sections"), dict):  # those words, or terms of pages
        return ""
    pages = [page[part] for page in found["pages"] for part in ("title", "url")]
    sections = [text for part in ("title", "text", "code") for text in found["sections"][part]]
    return "\n".join([*pages, *sections])


_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
#: Shapes of HTML and of sentences that something was taken out of.
HOLES = {
    "empty list": r"<(?:ul|ol)>\s*</(?:ul|ol)>",
    "table without rows": r"(?:</thead>|<th\b[^>]*>[^<]*)\s*(?:<tbody>\s*(?:</tbody>\s*)?)?</table>",
    "table that is none": r"<p>\|",
    "heading without content": r"</h[23]>\s*(?=<h[12]|</article)|</h3>\s*(?=<h3)",
    "set of one tab": r'data-tabs="\d+:1"',
    "dangling punctuation": r"(?<=[a-z]) [,.;](?=\s|<)|,\s*[.;:]|,,|，[，。；]|、[，。；、]|[（(]\s*[)）]|：\s*。",
    "dangling conjunction": r"\b(?:and|or)\s*[.;:)]|[和或]\s*[。，；）]",
    "statement": r"%%|\[=|=\]",
}


def holes(site: Path) -> list[tuple[str, str, str]]:
    """Page, what kind of hole, and the text around it."""
    found = []
    for path in sorted(site.rglob("*.html")):
        article = _ARTICLE.search(path.read_text("utf-8"))
        text = re.sub(r"<pre.*?</pre>|<code.*?</code>", "<code></code>", article[0] if article else "", flags=re.DOTALL)
        text = re.sub(r"<(/?)(?:a|span|strong|em)\b[^>]*>", "", text)
        for kind, pattern in HOLES.items():
            for match in re.finditer(pattern, text):
                around = text[max(0, match.start() - 60) : match.end() + 40]
                found.append((path.relative_to(site).as_posix(), kind, " ".join(around.split())))
    return found
