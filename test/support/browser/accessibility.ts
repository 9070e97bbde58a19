import axe, { type AxeResults } from 'axe-core';
import type { Frame, Locator, Page } from 'playwright-core';

/** What axe is asked: the Web Content Accessibility Guidelines 2.2 at level AA, and its own good practices. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Text in pictures: their own, and the names of rows. */
const IN_PICTURE = /^<(text|div class="name")/;

/** What axe found on one page. */
export interface AccessibilityResult {
  /** Rules that apply and hold. */
  readonly passed: number;
  /** A line for each element that breaks a rule. */
  readonly violations: readonly string[];
  /** A line for each element that axe cannot judge; not the colours of text in pictures, which it never can. */
  readonly undecided: readonly string[];
}

/** Finds the frame of a page in a webview, which is inside of another frame. */
export async function frameOf(body: Locator): Promise<Frame> {
  const frame = await (await body.elementHandle())?.ownerFrame();
  if (!frame) throw new Error('the page has no frame');
  return frame;
}

/** Runs axe in a page. It is evaluated by the browser's debugger, so that the page's own policy may forbid everything. */
export async function checkAccessibility(page: Frame | Page): Promise<AccessibilityResult> {
  await page.evaluate(axe.source);
  const results = await page.evaluate<AxeResults, string[]>(
    // runs in the page, where axe is global
    values => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values } }),
    TAGS,
  );
  const lines = (found: AxeResults['violations']) =>
    found.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${help} at ${target} ${any.map(({ message }) => message)}`),
    );
  return {
    passed: results.passes.length,
    violations: lines(results.violations),
    undecided: lines(
      results.incomplete.map(({ nodes, ...rule }) => ({
        ...rule,
        nodes: nodes.filter(({ html }) => !(rule.id === 'color-contrast' && IN_PICTURE.test(html))),
      })),
    ),
  };
}
