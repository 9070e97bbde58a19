import type { Frame } from 'playwright-core';

/** What has the keyboard in a page, and how that is shown. */
export interface Focus {
  /** Accessible name. */
  readonly text: string;
  /** Of its outline, CSS pixels; 0 when there is none. */
  readonly widthPx: number;
  /** Of the outline with the page behind it; from 1 to 21. */
  readonly contrast: number;
}

/**
 * Functions for what runs in a page: the contrast of two colours (WCAG 2.2, *relative luminance*), from 1 to 21. Colours are
 * painted to be read, because a page may mix them, and they may let through what is behind.
 */
const CONTRAST = `
  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const paint = colors => {
    brush.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      brush.fillStyle = color;
      brush.fillRect(0, 0, 1, 1);
    }
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const channel = part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = colors => {
    const [red, green, blue] = paint(colors).map(part => channel(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backgrounds = element =>
    element ? [...backgrounds(element.parentElement), getComputedStyle(element).backgroundColor] : [];
  const contrastOn = (color, element) => {
    const behind = backgrounds(element);
    const [darker, lighter] = [luminance([...behind, color]), luminance(behind)].sort((one, other) => one - other);
    return (lighter + 0.05) / (darker + 0.05);
  };`;

const READ_FOCUS = `(() => {
  ${CONTRAST}
  const element = document.activeElement;
  const { outlineStyle, outlineColor, outlineWidth } = getComputedStyle(element);
  const isShown = outlineStyle !== 'none';
  return {
    text: element.getAttribute('aria-label') ?? element.textContent.trim(),
    widthPx: isShown ? Number.parseFloat(outlineWidth) : 0,
    contrast: isShown ? contrastOn(outlineColor, element.parentElement) : 1,
  };
})()`;

/** Marks that are too pale: parts of bars, points and dots below 3. Axe looks at texts only. */
const READ_PALE = `(() => {
  ${CONTRAST}
  const pale = (selector, property, pseudo) => [...document.querySelectorAll(selector)]
    .filter(mark => mark.checkVisibility())
    .map(mark => [mark, contrastOn(getComputedStyle(mark, pseudo)[property], pseudo ? mark : mark.parentElement)])
    .filter(([, contrast]) => contrast < 3)
    .map(([mark, contrast]) => mark.outerHTML + ': ' + contrast);
  return [
    ...pale('.part:not(.dim), .point, .tick', 'backgroundColor'),
    ...pale('.chip:not(.plain), .legend span', 'backgroundColor', '::before'),
  ];
})()`;

/** Tells what has the keyboard in a page. */
export const focusIn = (frame: Frame): Promise<Focus> => frame.evaluate(READ_FOCUS);

/** Lists what in a page is too pale to be seen. */
export const paleIn = (frame: Frame): Promise<readonly string[]> => frame.evaluate<string[]>(READ_PALE);
