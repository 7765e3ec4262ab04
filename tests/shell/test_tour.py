"""The look at every page notices what it looks for, on a page that has all of it."""

from __future__ import annotations

from tour import tour

BAD = """<!doctype html><html lang="en"><head><title>Bad</title>
<meta http-equiv="Content-Security-Policy" content="script-src 'self'; style-src 'unsafe-inline'">
<style>.md-header { position: sticky } .pale { color: #ccc } .wide { width: 900px }
@media (prefers-color-scheme: dark) { .unseen { color: #ddd } }</style></head>
<body style="background: #fff"><header class="md-header">Top</header><main><h1>Bad</h1><img src="data:,">
<p class="pale">Pale</p><p class="unseen">White in the dark</p><div class="wide">Wide</div>
<script>window.ran = 1</script></main></body></html>"""


def test_what_is_bad_is_noticed(tmp_path):
    for name in ("index.html", "404.html"):
        (tmp_path / name).write_text(BAD, "utf-8")
    seen = tour(tmp_path, "en")
    broken = "\n".join(problem for page in seen for problem in page.violations)
    for part in ("px wide: ", "image-alt", 'color-contrast: <p class="pale"', 'color-contrast: <p class="unseen"'):
        assert part in broken, part
    for page in seen:
        assert page.sticks_out > 0 and page.header_stays
        assert page.read["phone"]["wide"] and not page.read["desktop"]["wide"]
        assert "script-src" in "\n".join(page.errors)
