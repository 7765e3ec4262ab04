"""The style sheets of a page: Material's, ours, and the operator's colours in Material's variables."""

from __future__ import annotations

from types import SimpleNamespace

#: Ours, in their order, below `assets/css/`.
SHEETS = tuple(
    f"assets/css/{name}.css"
    for name in ("base", "added", "search", "home", "pictures", "far", "print", "tools/forms", "tools/sorted-table")
)


def brand_styles(colours: SimpleNamespace) -> str:
    """CSS that gives Material's variables the operator's colours, where the palette says `custom`."""
    brand, on_brand = colours.brand, colours.on_brand
    rules = {
        ":root": {"brand": brand, "on-brand": on_brand},
        "[data-md-color-primary=custom]": {
            **{f"md-primary-fg-color{shade}": brand for shade in ("", "--light", "--dark")},
            **{f"md-primary-bg-color{shade}": on_brand for shade in ("", "--light")},
        },
        # The accent can be read on the page, so what has it for its ground is written in the page's colour.
        "[data-md-color-accent=custom]": {"md-accent-bg-color": "var(--md-default-bg-color)"},
    }
    for scheme, shades in {"default": colours.light, "slate": colours.dark}.items():
        this = f"[data-md-color-scheme={scheme}]"
        rules[f"[data-md-color-primary=custom]{this}"] = {"md-typeset-a-color": shades.link}
        rules[f"[data-md-color-accent=custom]{this}"] = {
            "md-accent-fg-color": shades.accent,
            "md-accent-fg-color--transparent": f"{shades.accent}1a",
        }
    return "".join(f"{selector}{{{_declared(values)}}}" for selector, values in rules.items())


def _declared(values: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items())
