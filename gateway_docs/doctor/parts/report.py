"""What was found, told to the reader and, without any key, to support."""

from __future__ import annotations

import json
import os
import platform
import time
from typing import Any

from gateway_docs.doctor.parts.given import FACTS, WORDS

MARKS = {"good": "[ok]", "note": "[ i]", "bad": "[!!]"}


def language_of(wanted: str | None, environment: dict[str, str]) -> str:
    """`wanted`, or what the environment says, or the first language of the site."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")
    said = [wanted or "", *(environment.get(name, "") for name in names)]
    for value in said:
        if value[:2].lower() in WORDS:
            return value[:2].lower()
    return "en"


def masked(key: str) -> str:
    """Enough of a key to find it in the console: its first 3 and last 4 characters."""
    key = key.strip()
    return f"{key[:3]}…{key[-4:]}" if len(key) >= 12 else "…"


class Report:
    """Findings in the order of the checklist. `secrets` never leave it."""

    def __init__(self, language: str):
        self.language = language
        self.findings: list[dict[str, Any]] = []
        self.secrets: list[str] = []
        self.worked: list[dict[str, Any]] = []

    def section(self, name: str) -> None:
        self.findings.append({"section": name, "text": self.words(name)})

    def say(self, state: str, said: str, topic: str = "", **values: Any) -> None:
        """Add a finding: `said` names its words, `topic` the section of the site that explains it."""
        text = self.clean(self.words(said).format(**values))
        finding = {"state": state, "id": said, "text": text}
        if topic:
            finding["topic"] = topic.partition("#")[2]
            finding["link"] = self.address(topic)
        self.findings.append(finding)

    def words(self, name: str) -> str:
        return WORDS[self.language].get(name) or WORDS["en"][name]

    def address(self, topic: str) -> str:
        """The complete address of a section such as troubleshooting/#network in the reader's language."""
        return str(FACTS["site_urls"].get(self.language, FACTS["site_url"])) + topic

    def clean(self, text: str) -> str:
        """`text` with every known key made unreadable."""
        for secret in sorted(self.secrets, key=len, reverse=True):
            for form in {secret, secret.strip(), json.dumps(secret)[1:-1]}:
                if len(form) >= 6:
                    text = text.replace(form, masked(form))
        return text

    @property
    def bad(self) -> list[dict[str, Any]]:
        return [finding for finding in self.findings if finding.get("state") == "bad"]

    @property
    def works(self) -> bool:
        """Whether a request was answered and nothing that was found stands in the way."""
        return bool(self.worked) and not self.bad

    def about(self) -> dict[str, str]:
        return {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "system": f"{platform.system()} {platform.release()}",
            "python": platform.python_version(),
            "doctor": FACTS["version"],
        }

    def as_json(self) -> str:
        told = {**self.about(), "works": self.works, "findings": self.findings, "requests": self.worked}
        return json.dumps(told, ensure_ascii=False, indent=2)

    def as_text(self) -> str:
        lines = [self.words("title").format(name=FACTS["name"]), ", ".join(self.about().values())]
        for finding in self.findings:
            if "section" in finding:
                lines += ["", finding["text"]]
                continue
            lines.append("  {} {}".format(MARKS[finding["state"]], finding["text"]))
            if "link" in finding:
                lines.append("       " + finding["link"])
        return "\n".join([*lines, "", self._end()])

    def _end(self) -> str:
        if self.works:
            return self.words("works")
        sent = self.words("fails") if self.bad else self.words("not_sent")
        return sent.format(count=len(self.bad), link=self.address("support/#what-to-send"))


def home(path: str) -> str:
    return os.path.expanduser(path)
