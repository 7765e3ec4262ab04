// Of the elements at `selectors` those whose text is seen, and too pale on its nearest ground, by WCAG's measure.
(selectors) => {
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const over = ([r, g, b, a = 1], below) => [r, g, b].map((value, place) => value * a + below[place] * (1 - a));
  const ground = (one) => {
    if (!one) return [255, 255, 255];
    const colour = numbers(getComputedStyle(one).backgroundColor);
    return colour[3] === undefined ? colour : over(colour, ground(one.parentElement));
  };
  const luminance = (colour) => {
    const [r, g, b] = colour
      .map((value) => value / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return selectors.filter((selector) => {
    const one = document.querySelector(selector);
    if (!one.checkVisibility({ opacityProperty: true })) return false;
    const { color, fontSize, fontWeight } = getComputedStyle(one);
    const below = ground(one);
    const [dark, light] = [over(numbers(color), below), below].map(luminance).sort((a, b) => a - b);
    const large = Number.parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
    return (light + 0.05) / (dark + 0.05) < (large ? 3 : 4.5);
  });
};
