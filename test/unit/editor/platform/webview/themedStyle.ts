// Just enough of CSS to tell which color a page has in a theme: variables, mixtures, and what lets through what is behind.

/** Values of custom properties by name. */
export type Variables = Readonly<Record<string, string>>;

/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export type Color = readonly [number, number, number, number];

/** Splits at commas that are in no parentheses. */
function partsOf(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map(part => part.trim());
}

const insideOf = (text: string): string => text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));

/** Computes a color of a style. Throws for what it doesn't know. */
export function resolveColor(text: string, variables: Variables): Color {
  const value = text.trim().replaceAll(/\s+/g, ' ');
  if (value.startsWith('var(')) return resolveVariable(value, variables);
  if (value.startsWith('color-mix(')) return mix(value, variables);
  if (value === 'transparent') return [0, 0, 0, 0];
  if (value.startsWith('#')) return hex(value);
  if (value.startsWith('rgb')) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = insideOf(value)
      .split(/[ ,/]+/)
      .map(Number);
    return [red, green, blue, alpha];
  }
  throw new Error(`an unknown color: ${value}`);
}

function resolveVariable(value: string, variables: Variables): Color {
  const [name = '', ...fallback] = partsOf(insideOf(value));
  const found = variables[name] ?? (fallback.length > 0 ? fallback.join(',') : undefined);
  if (found === undefined) throw new Error(`${name} is missing`);
  return resolveColor(found, variables);
}

function hex(value: string): Color {
  const digits = value.slice(1);
  const wide = digits.length <= 4 ? [...digits].map(digit => digit + digit).join('') : digits;
  const [red = 0, green = 0, blue = 0, alpha = 255] =
    wide.match(/../g)?.map(each => Number.parseInt(each, 16)) ?? [];
  return [red, green, blue, alpha / 255];
}

/** Mixes two colors as `color-mix(in srgb, A 40%, B)` does: by their premultiplied channels. */
function mix(value: string, variables: Variables): Color {
  const [space, one = '', other = ''] = partsOf(insideOf(value));
  if (space !== 'in srgb') throw new Error(`mixed ${space}`);
  const between = one.lastIndexOf(' ');
  const [first, share] = [one.slice(0, between), one.slice(between + 1)];
  const percent = share.startsWith('var(') ? (variables[insideOf(share)] ?? '') : share;
  if (!percent.endsWith('%')) throw new Error(`no percentage: ${one}`);
  const part = Number.parseFloat(percent) / 100;
  const [a, b] = [resolveColor(first, variables), resolveColor(other, variables)];
  const alpha = a[3] * part + b[3] * (1 - part);
  const channel = (index: 0 | 1 | 2) =>
    alpha === 0 ? 0 : (a[index] * a[3] * part + b[index] * b[3] * (1 - part)) / alpha;
  return [channel(0), channel(1), channel(2), alpha];
}

/** Paints colors over each other, from the back. */
function paint(colors: readonly Color[]): Color {
  return colors.reduce<Color>(
    (below, [red, green, blue, alpha]) => [
      red * alpha + below[0] * (1 - alpha),
      green * alpha + below[1] * (1 - alpha),
      blue * alpha + below[2] * (1 - alpha),
      1,
    ],
    [0, 0, 0, 1],
  );
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green, blue]: Color): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map(channel => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Computes the contrast of a color with what is behind it (from the back), from 1 to 21. */
export function contrastOf(color: Color, behind: readonly Color[]): number {
  const [darker = 0, lighter = 0] = [paint([...behind, color]), paint(behind)]
    .map(luminance)
    .toSorted((one, other) => one - other);
  return (lighter + 0.05) / (darker + 0.05);
}
