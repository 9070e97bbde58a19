import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../../support/folders/projectFolders.ts';
import { type Color, contrastOf, resolveColor, type Variables } from './themedStyle.ts';

/** The colors of VS Code's themes, as a page in the editor gets them. */
const THEMES: Readonly<Record<string, Variables>> = JSON.parse(
  fs.readFileSync(path.join(projectRoot, 'test/support/browser/themeColors.json'), 'utf8'),
);
const CSS = fs.readFileSync(path.join(projectRoot, 'media/page.css'), 'utf8');
const TONES = ['red', 'orange', 'amber', 'green', 'blue'] as const;

/** Returns the variables that the rules with a selector declare. */
function declaredBy(selector: string): Variables {
  const rules = CSS.replaceAll(/\/\*.*?\*\//gs, '').split('}');
  const bodies = rules
    .map(rule => rule.split('{'))
    .filter(([selectors = '']) => selectors.trim() === selector)
    .map(([, body = '']) => body);
  assert.ok(bodies.length > 0, selector);
  const declarations = bodies.join(';').split(';');
  return Object.fromEntries(
    declarations
      .filter(each => each.trim().startsWith('--'))
      .map(each => [each.slice(0, each.indexOf(':')).trim(), each.slice(each.indexOf(':') + 1).trim()]),
  );
}

const ROOT = declaredBy(':root');
const OF_TONES = declaredBy(':is(.red, .orange, .amber, .green, .blue)');
const IN_HIGH_CONTRAST = declaredBy(':is(.vscode-high-contrast, .vscode-high-contrast-light)');

/** Returns the variables that an element with a tone has in a theme. */
function variablesOf(theme: string, tone?: (typeof TONES)[number]): Variables {
  const isBright = theme === 'Light High Contrast' && (tone === 'orange' || tone === 'amber');
  return {
    ...THEMES[theme],
    ...ROOT,
    ...(theme.endsWith('High Contrast') ? IN_HIGH_CONTRAST : {}),
    ...(tone ? { ...declaredBy(`.${tone}`), ...OF_TONES } : {}),
    ...(isBright ? declaredBy(`.vscode-high-contrast-light .${tone}`) : {}),
  };
}

describe('the colors of our pages', () => {
  for (const theme of Object.keys(THEMES)) {
    for (const tone of [undefined, ...TONES]) {
      const variables = variablesOf(theme, tone);
      const color = (text: string): Color => resolveColor(text, variables);
      /** The surfaces that texts and marks are on; what lets through is painted on the page. */
      const surfaces = ['var(--bg)', 'var(--card)', 'var(--hover)'].map(color);

      it(`can be read in ${theme}: ${tone ?? 'no tone'}`, () => {
        for (const surface of surfaces) {
          const texts = ['var(--fg)', 'var(--muted)', 'var(--tone)'].map(color);
          for (const text of texts) assert.ok(contrastOf(text, [color('var(--bg)'), surface]) >= 4.5);
          // A chip, on all that it can be on.
          const chip = contrastOf(color('var(--tone)'), [color('var(--bg)'), surface, color('var(--tint)')]);
          assert.ok(chip >= 4.5, `${chip}`);
        }
      });

      it(`can be seen in ${theme}: ${tone ?? 'no tone'}`, () => {
        for (const surface of surfaces) {
          const mark = contrastOf(color('var(--mark)'), [color('var(--bg)'), surface]);
          assert.ok(mark >= 3, `${mark}`);
          const dot = contrastOf(color('var(--mark)'), [color('var(--bg)'), surface, color('var(--tint)')]);
          assert.ok(dot >= 3, `the dot of a chip: ${dot}`);
        }
      });
    }

    it(`have readable buttons and links in ${theme}`, () => {
      const variables = variablesOf(theme);
      const on = (text: string, ...backgrounds: readonly string[]): number =>
        contrastOf(
          resolveColor(text, variables),
          ['var(--bg)', ...backgrounds].map(each => resolveColor(each, variables)),
        );
      const button = (kind: string) => `var(--vscode-button-${kind})`;
      const or = (name: string, fallback: string) => `var(--vscode-button-${name}, ${fallback})`;
      assert.ok(on(button('foreground'), or('background', 'var(--fg)')) >= 4.5);
      assert.ok(on(or('secondaryForeground', 'var(--fg)'), or('secondaryBackground', 'transparent')) >= 4.5);
      for (const surface of ['var(--bg)', 'var(--card)']) assert.ok(on('var(--link)', surface) >= 4.5);
      assert.ok(on('var(--focus)') >= 3, 'the outline of what has the keyboard');
    });
  }

  it('tell the urgencies apart: in each theme their marks differ', () => {
    for (const theme of Object.keys(THEMES)) {
      const marks = (['red', 'orange', 'amber', 'blue'] as const).map(tone =>
        resolveColor('var(--mark)', variablesOf(theme, tone)),
      );
      for (const [index, one] of marks.entries())
        for (const other of marks.slice(index + 1)) {
          const apart = Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
          // Where red and yellow of a theme are near, orange can only be halfway.
          assert.ok(apart > 30, `${theme}: ${one} and ${other}`);
        }
    }
  });

  it('are the theme’s own: the style has no color of its own', () => {
    assert.doesNotMatch(CSS.replaceAll(/\/\*.*?\*\//gs, ''), /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i);
  });
});
