// The texts of the page that stand out least from what is behind them: [ratio, text, size in px].
(() => {
  const channels = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const linear = (one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) =>
    0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const found = channels(getComputedStyle(one).backgroundColor);
      if (found.length === 3 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const seen = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const words = texts.currentNode.textContent.trim();
    if (!words || element.closest(".unseen, .skip, title, desc, style")) continue;
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const style = getComputedStyle(element);
    const isDrawn = element.closest("svg") !== null;
    if (isDrawn && style.stroke === style.fill) continue; // The halo behind a number.
    const lights = [luminance(channels(isDrawn ? style.fill : style.color)), luminance(ground(element))];
    const ratio = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    const scale = isDrawn ? element.closest("svg").getScreenCTM().a : 1;
    seen.push([ratio, words.slice(0, 60), parseFloat(style.fontSize) * scale]);
  }
  return seen;
})();
