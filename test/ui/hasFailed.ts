import type { Context } from 'mocha';
import type { Editor } from '../support/realEditor/openEditor.ts';

/**
 * Returns whether the current test has failed; if so, saves a screenshot of the window:
 * `test-results/screenshots/failed-TITLE.png`.
 */
export async function hasFailed({ currentTest }: Context, editor: Editor | undefined): Promise<boolean> {
  if (currentTest?.state !== 'failed') return false;
  const title = currentTest.fullTitle().replaceAll(/\W+/g, '-').slice(0, 120);
  // A missing window shows in the test's own error.
  await editor?.workbench.screenshot(`failed-${title}`).catch(() => undefined);
  return true;
}
