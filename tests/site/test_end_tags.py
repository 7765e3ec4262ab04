"""Pages without needless end tags are the same pages to a browser."""

from __future__ import annotations

from gateway_docs.output.end_tags import without

WHOLE = """
<ul>
<li>one</li>
<li><p>two</p>
<ul>
<li>below</li>
</ul></li>
</ul>
<table>
<thead>
<tr>
<th>a</th>
<th>b</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td><p>2</p></td>
</tr>
</tbody>
</table>
<p>first</p>
<p>second</p> and text
<h2>title</h2>
<p>third</p><span>beside</span>
"""
TREE = """html => [...Object.assign(document.createElement("div"), { innerHTML: html }).querySelectorAll("*")].map(
    (element) => [element.tagName, element.parentNode.tagName, element.textContent.replace(/\\s/g, "")])"""


def test_the_same_elements(page):
    less = without(WHOLE)
    assert len(less) < len(WHOLE) - 60
    assert page.evaluate(TREE, less) == page.evaluate(TREE, WHOLE)
