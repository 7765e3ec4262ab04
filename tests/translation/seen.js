// What a reader of a page would stumble over: {said, clipped, overlapping, wide, breaks}, each a list of short texts.
() => {
  const NOT_PROSE =
    "pre, code, kbd, samp, script, style, template, noscript, svg, [lang]:not(html), select, .visually-hidden";
  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);
  const visible = (element) =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    !element.closest(".visually-hidden, [data-md-component=toc]"); // titles of headings, without marks of what is code

  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && visible(node.parentElement)) found.push(node);
    }
    return found;
  };
  const boxes = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  };
  const all = texts();

  const said = all.filter((node) => !node.parentElement.closest(NOT_PROSE)).map((node) => node.data);
  for (const name of ["aria-label", "title", "placeholder", "alt", "data-copy", "data-copied"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (!element.closest("[lang]:not(html)")) said.push(element.getAttribute(name));
    }
  }

  // A box that hides what does not fit, and in which text does not fit.
  const clipped = [];
  for (const node of all) {
    for (let element = node.parentElement; element && element !== document.body; element = element.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const hidesX = /hidden|clip/.test(overflowX),
        hidesY = /hidden|clip/.test(overflowY);
      if (!hidesX && !hidesY) continue;
      const outer = element.getBoundingClientRect();
      const out = boxes(node).some(
        (box) =>
          (hidesX && (box.right > outer.right + 1 || box.left < outer.left - 1)) ||
          (hidesY && (box.bottom > outer.bottom + 3 || box.top < outer.top - 3)),
      );
      if (out || (hidesX && textOverflow === "ellipsis" && element.scrollWidth > element.clientWidth))
        clipped.push(short(node.data));
    }
  }

  // Texts of two places on one spot. What scrolls inside of a box is cut to that box.
  const cut = (box, element) => {
    let { left, right, top, bottom } = box;
    for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
      const style = getComputedStyle(outer);
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const limits = outer.getBoundingClientRect();
      left = Math.max(left, limits.left);
      right = Math.min(right, limits.right);
      top = Math.max(top, limits.top);
      bottom = Math.min(bottom, limits.bottom);
    }
    return { left, right, top, bottom };
  };
  const overlapping = [];
  const rows = [];
  for (const node of all) {
    for (const box of boxes(node)) {
      const seen = cut(box, node.parentElement);
      if (seen.right - seen.left > 3 && seen.bottom - seen.top > 3) rows.push([seen, node]);
    }
  }
  rows.sort(([a], [b]) => a.top - b.top);
  for (let i = 0; i < rows.length; i++) {
    const [a, first] = rows[i];
    for (let j = i + 1; j < rows.length && rows[j][0].top < a.bottom; j++) {
      const [b, second] = rows[j];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // Lines of text are as high as their font says, a few pixels more than what is drawn.
      if (across > 3 && down > 0.4 * Math.min(a.bottom - a.top, b.bottom - b.top) && first !== second) {
        overlapping.push(`${short(first.data)} | ${short(second.data)}`);
      }
    }
  }

  // Chinese: no line begins with a closing mark or ends with an opening one.
  const breaks = [];
  let before = null;
  for (const node of all) {
    if (node.parentElement.closest("pre, select, option")) continue;
    const block = node.parentElement.closest("p, li, td, th, dd, dt, h1, h2, h3, h4, summary, label, figcaption, div");
    if (!/[，。！？：；、）》」』”（《「『“]/.test(node.data)) {
      before = null;
      continue;
    }
    const range = document.createRange();
    for (let i = 0; i < node.data.length; i++) {
      const mark = node.data[i];
      if (!mark.trim()) continue;
      const closing = /[，。！？：；、）》」』”]/.test(mark),
        opening = before && before.block === block && /[（《「『“]/.test(before.mark);
      if (closing || opening || /[（《「『“]/.test(mark)) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const { top, height } = range.getBoundingClientRect();
        if (opening && height && top > before.top + height / 2)
          breaks.push(`ends with ${before.mark}: ${short(node.data)}`);
        if (closing && i) {
          range.setStart(node, i - 1);
          range.setEnd(node, i);
          const previous = range.getBoundingClientRect();
          if (height && previous.height && top > previous.top + height / 2)
            breaks.push(`begins with ${mark}: ${short(node.data.slice(Math.max(0, i - 10)))}`);
        }
        before = { mark, top, block };
      } else before = { mark, top: 0, block: null };
    }
  }

  const wide =
    document.documentElement.scrollWidth > innerWidth
      ? [`${document.documentElement.scrollWidth} > ${innerWidth}`]
      : [];
  return { said, clipped: [...new Set(clipped)], overlapping: [...new Set(overlapping)], wide, breaks };
};
