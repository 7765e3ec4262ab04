"""The steps of the set-up page: the guide's own, for every choice, and followed by the reader robot."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser
from pytest_examples import CodeExample
from shown import Shown, everything_shown, with_choice

from gateway_docs.environments import environments_of
from gateway_docs.measure.browser import visit
from gateway_docs.reader import powershell
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.items import WalkItem, read_page
from gateway_docs.reader.page import Page
from gateway_docs.reader.rendered import visible
from gateway_docs.reader.session import KEY, ReaderSession
from gateway_docs.reader.walker import COMMANDS
from gateway_docs.reader.walks import Walk

DOCS = Path("docs/en/clients")


@pytest.fixture(scope="session")
def shared(request) -> ReaderSession:
    return request.config.stash[KEY]


def shown_in(browser: Browser, address: str) -> list[Shown]:
    page = browser.new_page()
    visit(page, address)
    found = everything_shown(page)
    page.close()
    return found


@pytest.fixture(scope="module")
def english(browser: Browser, address: str) -> list[Shown]:
    return shown_in(browser, address + "setup/")


@pytest.fixture(scope="module")
def usual(english, facts) -> dict[tuple[str, ...], Shown]:
    """What is shown for the first region, the default group and model: form -> that choice."""
    first: dict[tuple[str, ...], Shown] = {}
    for shown in english:
        vendor = facts.vendor(shown.vendor)
        if (shown.region, shown.model) == (facts.regions[0].id, vendor.default_model):
            first.setdefault(shown.form, shown)
    return first


def test_every_client_is_offered(english, shared):
    assert {shown.client for shown in english} == set(shared.clients)
    assert {(shown.client, shown.vendor) for shown in english} == {
        (client.id, vendor) for client in shared.clients.values() for vendor in client.vendors
    }


def test_only_models_of_the_group(english, facts):
    wrong = [shown for shown in english if shown.group not in facts.model(shown.model).groups]
    assert wrong == []
    assert {shown.model for shown in english} == {
        model.id for model in facts.models if model.kind == "chat" and model.state != "retired"
    }


def test_limited_group_only_for_its_client(english, facts):
    allowed = {group.id: group.clients for vendor in facts.vendors for group in vendor.groups if group.clients}
    assert {(shown.group, shown.client) for shown in english if shown.group in allowed} == {
        (group, client) for group, clients in allowed.items() for client in clients
    }


def test_region_group_and_model_change_words_only(english, usual, facts):
    """Each choice shows the text of the guide with its own region and model, and nothing else differs."""
    wrong = []
    for shown in english:
        guide = usual[shown.form]
        expected = tuple((b.language, b.title, with_choice(b.text, shown, facts)) for b in guide.blocks)
        if tuple((b.language, b.title, b.text) for b in shown.blocks) != expected:
            wrong.append(shown)
        assert shown.base_url == with_choice(guide.base_url, shown, facts)
    assert wrong == []


def test_text_is_that_of_the_guide(usual, shared):
    for shown in usual.values():
        guide = read_page(shared.pages, shared.site.docs / "en" / "clients" / f"{shown.client}.md")
        fences = {(fence.title, visible(fence.published)) for fence in guide.fences}
        assert {(block.title, visible(block.text)) for block in shown.blocks} <= fences
        assert shown.steps[-1] == "check"


@pytest.mark.thorough
def test_both_languages_show_the_same(browser, address, english):
    def facts_of(found):
        return [(one.form, one.region, one.group, one.model, one.base_url, one.blocks) for one in found]

    assert facts_of(shown_in(browser, address + "zh/setup/")) == facts_of(english)


def fences_of(shown: Shown, usual: Shown, shared: ReaderSession) -> list[Fence]:
    """The blocks as fences, with a key of the chosen group in place of the placeholder.

    A browser does not see the language of every fence, so it is that of the guide's fence of the same text.
    """
    guide = read_page(shared.pages, shared.site.docs / "en" / "clients" / f"{shown.client}.md")
    languages = {visible(fence.published): fence.language for fence in guide.fences}
    key = shared.gateway.keyring.key(shown.vendor, shown.group)
    fences, line, group = [], 1, uuid4()
    for block, in_guide in zip(shown.blocks, usual.blocks, strict=True):
        language = languages[visible(in_guide.text)]
        text = block.text.rstrip("\n").replace(shared.facts.vendor(shown.vendor).key, key) + "\n"
        example = CodeExample.create(text, path=DOCS / f"{shown.client}.md", start_line=line, prefix=language)
        example.group = group
        fence = Fence(example, language, block.title, text)
        # As the guide publishes it, apart from the model: the robot compares its names with the facts.
        published = block.text.replace(shared.facts.region(shown.region).url, shared.facts.regions[0].url)
        fence.published = published.rstrip("\n") + "\n"
        fences.append(fence)
        line += text.count("\n") + 2
    return fences


def hardest(form: tuple[str, ...], english: list[Shown], shared: ReaderSession) -> Shown:
    """The choice farthest from what the pages' own walks prove: last region, last group, last model on sale."""
    on_sale = {model.id for model in shared.facts.models if model.state == "available"}
    return [shown for shown in english if shown.form == form and shown.model in on_sale][-1]


@pytest.mark.walk
@pytest.mark.thorough
def test_robot_follows_the_steps(english, usual, shared, request, capfd):
    """One choice per client is followed for real; all others show the text of their guide, which pages' walks prove."""
    followed, described = {}, []
    for client in shared.clients:
        form = next(form for form in usual if form[:2] == (client, "unix"))
        shown = hardest(form, english, shared)
        if any(block.language in COMMANDS for block in shown.blocks):
            followed[shown] = walk_item(shown, usual[form], shared, request.node.parent)
        else:
            described.append(client)
    with ThreadPoolExecutor(3) as pool:
        proofs = {shown: pool.submit(item.work) for shown, item in followed.items()}
    failures = {shown.address: str(error) for shown, proof in proofs.items() if (error := proof.exception())}
    assert not failures, "\n".join(f"{address}\n{error}" for address, error in failures.items())
    with capfd.disabled():
        print(
            f"\nset-up page: {len(english)} choices in {len(usual)} forms; {len(followed)} of "
            f"{len(shared.clients)} clients followed, {len(english) - len(followed)} choices compared as text"
        )
        print(
            *(f"  {client}: not followed, because its steps have no command\n" for client in described), sep="", end=""
        )


def walk_item(shown: Shown, usual: Shown, shared: ReaderSession, parent: pytest.Collector) -> WalkItem:
    fences = fences_of(shown, usual, shared)
    walk = Walk(Page(DOCS / f"{shown.client}.md", fences), shown.address, fences)
    environments = environments_of(shown.client)[:1]
    return WalkItem.from_parent(parent, name=f"setup{shown.address}", walk=walk, environments=environments)


def test_windows_does_the_same(usual):
    """A Windows choice differs from the one beside it in PowerShell blocks only, and those do the same."""
    for (client, system, vendor, way), shown in usual.items():
        beside = usual.get((client, "unix", vendor, way))
        if system != "windows" or beside is None:
            continue
        ours = [block.text for block in shown.blocks if block.language == "powershell"]
        theirs = [block.text for block in beside.blocks if block.language == "bash" and block not in shown.blocks]
        assert len(ours) == len(theirs), shown.address
        for powershell_text, shell_text in zip(ours, theirs, strict=True):
            powershell.compare(powershell_text, shell_text)
        assert {block for block in shown.blocks if block.language != "powershell"} <= {*beside.blocks}
