"""Talks with the reader: what was found, questions, and a key that nobody sees."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Any

from gateway_docs.connect.parts.clients import CLIENTS
from gateway_docs.doctor.parts.given import FACTS
from gateway_docs.doctor.parts.report import MARKS, Report

KEY = "CONNECT_KEY"


class Ended(Exception):
    """It goes no further; what there is to say was said."""


class Talk(Report):
    """A report that is told as it goes."""

    def say(self, state: str, said: str, topic: str = "", **values: Any) -> None:
        super().say(state, said, topic, **values)
        finding = self.findings[-1]
        self.tell("{} {}".format(MARKS[state], finding["text"]))
        if "link" in finding:
            self.tell("     " + finding["link"])

    def tell(self, text: str) -> None:
        print(self.clean(text), flush=True)

    def guide(self, client: str) -> str:
        guide: str = CLIENTS[client]["guide"]
        return self.address(guide)

    def stop(self, said: str, topic: str = "", **values: Any) -> Ended:
        self.say("bad", said, topic, **values)
        return Ended()

    def choose(self, said: str, choices: list[tuple[str, str]], option: str) -> str:
        """The one that the reader takes of (id, label); the first where the answer is empty. Ended: nobody answers."""
        if len(choices) == 1:
            return choices[0][0]
        lines = [f"  {number}. {label}" for number, (_, label) in enumerate(choices, 1)]
        self.tell("\n".join([self.words(said), *lines]))
        while True:
            answer = self.ask("[1] ", option).strip() or "1"
            if answer.isdigit() and 0 < int(answer) <= len(choices):
                return choices[int(answer) - 1][0]
            if answer in [name for name, _ in choices]:
                return answer

    def ask(self, prompt: str, option: str) -> str:
        """A line that the reader types, also where the program itself came through a pipe."""
        try:
            if sys.stdin and sys.stdin.isatty():
                return input(prompt)
            with open("CONIN$" if os.name == "nt" else "/dev/tty", encoding="utf-8") as terminal:
                print(prompt, end="", flush=True)
                line = terminal.readline()
        except (OSError, EOFError):
            line = ""
        if not line:
            raise self.stop("no_terminal", option=option)
        return line

    def key(self, environment: dict[str, str]) -> str:
        """The key, hidden while it is typed or pasted; from CONNECT_KEY for scripts."""
        key = environment.get(KEY)
        if key is None:
            try:
                os.close(os.open("CONIN$" if os.name == "nt" else "/dev/tty", os.O_RDWR))
                key = getpass.getpass(self.words("ask_key").format(name=FACTS["name"]))
            except (OSError, EOFError):
                raise self.stop("no_terminal", option=KEY) from None
        self.secrets.append(key)
        return key.strip()
