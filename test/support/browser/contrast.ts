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

/** Functions for what runs in a page: the contrast of two colours (WCAG 2.2, *relative luminance*), from 1 to 21. */
const CONTRAST = `
  const channel = part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = color => {
    const [red, green, blue] = color.match(/[\\d.]+/g).map(part => channel(Number(part) / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = getComputedStyle(document.body).backgroundColor;
  const contrastOf = color => {
    const [darker, lighter] = [color, behind].map(luminance).sort((one, other) => one - other);
    return (lighter + 0.05) / (darker + 0.05);
  };`;

/** A row of a picture shows the keyboard by the edge of its background. */
const READ_FOCUS = `(() => {
  ${CONTRAST}
  const element = document.activeElement;
  const edge = element.querySelector(':scope > .back') ?? element;
  const { stroke, strokeWidth, outlineStyle, outlineColor, outlineWidth } = getComputedStyle(edge);
  const isPicture = edge !== element;
  const shown = isPicture ? stroke !== 'none' : outlineStyle !== 'none';
  return {
    text: element.getAttribute('aria-label') ?? element.textContent.trim(),
    widthPx: shown ? Number.parseFloat(isPicture ? strokeWidth : outlineWidth) : 0,
    contrast: shown ? contrastOf(isPicture ? stroke : outlineColor) : 1,
  };
})()`;

/** What in pictures is too pale: text below 4.5, shapes below 3. Axe leaves pictures undecided. */
const READ_PALE = `(() => {
  ${CONTRAST}
  const pale = (selector, property, least) => [...document.querySelectorAll(selector)]
    .map(shape => [shape, contrastOf(getComputedStyle(shape)[property])])
    .filter(([, contrast]) => contrast < least)
    .map(([shape, contrast]) => shape.outerHTML + ': ' + contrast);
  return [
    ...pale('svg text', 'fill', 4.5),
    ...pale('svg .name', 'color', 4.5),
    ...pale('svg .month, svg .point path', 'fill', 3),
  ];
})()`;

/** Tells what has the keyboard in a page. */
export const focusIn = (frame: Frame): Promise<Focus> => frame.evaluate(READ_FOCUS);

/** Lists what in a page's pictures is too pale to be seen. */
export const paleIn = (frame: Frame): Promise<readonly string[]> => frame.evaluate<string[]>(READ_PALE);
