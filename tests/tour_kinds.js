// Each kind of text on the page, as a text itself; `kinds` keeps an element of each, in the same order.
// Alike are texts whose elements have the same tags, classes, colours and sizes up to the root.
() => {
  const chains = new Map(),
    found = new Map();
  const chain = (one) => {
    if (!one) return "";
    if (!chains.has(one)) {
      const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textShadow, textDecorationLine } =
        getComputedStyle(one);
      const drawn = [
        color,
        backgroundColor,
        backgroundImage,
        opacity,
        fontSize,
        fontWeight,
        textShadow,
        textDecorationLine,
      ];
      chains.set(
        one,
        `${chain(one.parentElement)}>${one.localName}.${one.getAttribute("class") ?? ""}|${drawn.join("|")}`,
      );
    }
    return chains.get(one);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || one.closest("script, style, template, noscript")) continue;
    if (one.checkVisibility({ visibilityProperty: true }) && !found.has(chain(one))) found.set(chain(one), one);
  }
  window.kinds = [...found.values()];
  return [...found.keys()];
};
