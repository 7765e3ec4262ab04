"""Settings for hosts of static files: nginx.conf, and `_headers` and `_redirects` for Netlify and Cloudflare Pages.

GitHub Pages takes no settings: there the policy stands in each page, see policy.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from gateway_docs.output import fingerprints, policy
from gateway_docs.output.built_site import BuiltSite
from gateway_docs.output.redirects import Rule

HEADERS = "_headers"
REDIRECTS = "_redirects"
NGINX = "nginx.conf"
#: Scripts, images and data hold nothing inline, so they need no hashes, which would be most of a small file's weight.
POLICY_OF_FILES = "default-src 'self'; frame-ancestors 'none'"
#: The same for every site.
FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
#: nginx reads no word of more than 4,096 bytes.
PAGES_IN_LINE = 20
NGINX_TEMPLATE = Path(__file__).with_name("nginx.conf.in")
#: Asked for again each time, and answered with 304 if it did not change. Netlify and Cloudflare Pages say so unasked.
CACHE = "no-cache"
#: What has a digest of its content in its address.
CACHE_FOR_GOOD = "public, max-age=31536000, immutable"


def write(site: BuiltSite, rules: list[Rule]) -> None:
    """`rules` are the old addresses that lead on, and where to, from the site's root."""
    base, secure = base_path(site), security_headers(site)
    rules = [(base + old, base + new) for old, new in rules]
    (site.root / HEADERS).write_text(_headers(site, secure), "utf-8")
    (site.root / REDIRECTS).write_text("".join(f"{old} {new} 301\n" for old, new in rules), "utf-8")
    (site.root / NGINX).write_text(nginx(site, secure, rules), "utf-8")


def base_path(site: BuiltSite) -> str:
    """The path of the site's home page, with a slash at both ends."""
    return urlsplit(site.facts.home()).path


def security_headers(site: BuiltSite) -> dict[str, str]:
    """Header -> value; the policy allows what any page allows."""
    return {policy.HEADER: with_frames(policy.of_site(site)), **FIXED_HEADERS}


def with_frames(of_pages: str) -> str:
    """The policy with what a <meta> cannot say."""
    return f"{of_pages}; frame-ancestors 'none'"


def _headers(site: BuiltSite, secure: dict[str, str]) -> str:
    base, folders = base_path(site), fingerprints.folders(site.root).values()
    kept = [f"{base}{folder}/*\n  Cache-Control: {CACHE_FOR_GOOD}" for folder in folders]
    return "\n".join([f"{base}*", *(f"  {name}: {value}" for name, value in secure.items()), *kept, ""])


def nginx(site: BuiltSite, secure: dict[str, str], rules: list[Rule]) -> str:
    """A whole configuration to start from: paths of files are the operator's to change, as its comments say."""
    base, facts = base_path(site), site.facts
    values = {
        "policy_of_pages": secure[policy.HEADER],
        "policies": "\n".join(_own_policies(site, base)),
        "policy_of_files": POLICY_OF_FILES,
        "host": urlsplit(facts.site_url).hostname or "",
        "base": base,
        "headers": "\n".join(
            f'    add_header {name} "{value}" always;'
            for name, value in (secure | {policy.HEADER: "$docs_policy"}).items()
        ),
        "keyword": "root" if base == "/" else "alias",
        "cache": CACHE,
        "cache_for_good": CACHE_FOR_GOOD,
        "fingerprinted": re.escape(base) + fingerprints.FINGERPRINTED,
        "redirects": "\n".join(f'    location = {old} {{ return 301 "{_with_query(new)}"; }}' for old, new in rules),
        "default": facts.languages[0],
        "languages": "\n".join(
            f"    ~^{re.escape(base + folder)} {base}{folder}404.html;"
            for folder in filter(None, map(facts.folder, facts.languages))
        ),
    }
    text = NGINX_TEMPLATE.read_text("utf-8")
    return re.sub(r"@(\w+)@", lambda found: values[found[1]], text)


def _own_policies(site: BuiltSite, base: str) -> Iterator[str]:
    """Lines for pages of one policy each: what others hold inline would weigh half a kilobyte in every answer."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name, page in site.pages.items():
        alike[page.meta("http-equiv", policy.HEADER)].append(re.escape(base + name))
    for own, names in alike.items():
        for first in range(0, len(names), PAGES_IN_LINE):
            pages = "|".join(names[first : first + PAGES_IN_LINE])
            yield f'    "~^(?:{pages})$" "{with_frames(own)}";'


def _with_query(address: str) -> str:
    """`address` for nginx with the reader's query; hosts that read `_redirects` pass it on by themselves."""
    path, hash_, section = address.partition("#")
    return f"{path}$is_args$args{hash_}{section}"
