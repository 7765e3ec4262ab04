"""Settings for hosts of static files: nginx.conf, and `_headers` and `_redirects` for Netlify and Cloudflare Pages.

GitHub Pages takes no settings: there the policy stands in each page, see policy.py.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts import Facts
from gateway_docs.site.policy import of_site
from gateway_docs.site.redirects import rules_that_stand
from gateway_docs.site.shell import default_language, languages

HEADERS = "_headers"
REDIRECTS = "_redirects"
NGINX = "nginx.conf"
POLICY = "Content-Security-Policy"
#: Scripts, images and data hold nothing inline, so they need no hashes, which would be most of a small file's weight.
POLICY_OF_FILES = "default-src 'self'; frame-ancestors 'none'"
NGINX_TEMPLATE = Path(__file__).with_name("nginx.conf.in")
#: Everything is asked for again each time and answered with 304 if it did not change: file names have no fingerprints,
#: and a page must not meet the scripts of an older release. Netlify and Cloudflare Pages do so by themselves.
CACHE = "no-cache"


def write(site: Path, config: MkDocsConfig, facts: Facts) -> None:
    secure = security_headers(site)
    rules = redirects(site, config, facts)
    (site / HEADERS).write_text(_headers(secure, base_path(config, facts)), "utf-8")
    (site / REDIRECTS).write_text("".join(f"{old} {new} 301\n" for old, new in rules), "utf-8")
    (site / NGINX).write_text(nginx(site, config, facts), "utf-8")


def base_path(config: MkDocsConfig, facts: Facts) -> str:
    """The path of the site's home page, with a slash at both ends."""
    return urlsplit(config.site_url or facts.site_url).path.rstrip("/") + "/"


def redirects(site: Path, config: MkDocsConfig, facts: Facts) -> list[tuple[str, str]]:
    """(old path, new path) from the host's root."""
    base = base_path(config, facts)
    return [(base + old, base + new) for old, new in rules_that_stand(site, config, facts)]


def security_headers(site: Path) -> dict[str, str]:
    """Header -> value; the policy is the pages' own, with what a <meta> cannot say."""
    return {
        POLICY: f"{of_site(site)}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=31536000",
    }


def _headers(secure: dict[str, str], base: str) -> str:
    return "\n".join([f"{base}*", *(f"  {name}: {value}" for name, value in secure.items())]) + "\n"


def nginx(site: Path, config: MkDocsConfig, facts: Facts) -> str:
    """A whole configuration to start from: paths of files are the operator's to change, as its comments say."""
    address = urlsplit(config.site_url or facts.site_url)
    base = base_path(config, facts)
    secure = security_headers(site)
    values = {
        "policy_of_pages": secure[POLICY],
        "policy_of_files": POLICY_OF_FILES,
        "host": address.hostname,
        "base": base,
        "headers": "\n".join(
            f'    add_header {name} "{value}" always;' for name, value in (secure | {POLICY: "$docs_policy"}).items()
        ),
        "keyword": "root" if address.path in ("", "/") else "alias",
        "cache": CACHE,
        "redirects": "\n".join(
            f'    location = {old} {{ return 301 "{new}"; }}' for old, new in redirects(site, config, facts)
        ),
        "default": default_language(config),
        "languages": "\n".join(
            f"    ~^{re.escape(base)}{locale}/ {base}{locale}/404.html;"
            for locale in languages(config)
            if locale != default_language(config)
        ),
    }
    text = NGINX_TEMPLATE.read_text("utf-8")
    return re.sub(r"@(\w+)@", lambda found: values[found[1]], text)
