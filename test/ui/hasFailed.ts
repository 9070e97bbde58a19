import type { Context } from 'mocha';
import type { Editor } from '../support/realEditor/openEditor.ts';

/**
 * Says after a test whether it has failed, and then leaves a picture of the editor's window:
 * `test-results/screenshots/failed-TITLE.png`.
 */
export async function hasFailed({ currentTest }: Context, editor: Editor | undefined): Promise<boolean> {
  if (currentTest?.state !== 'failed') return false;
  const title = currentTest.fullTitle().replaceAll(/\W+/g, '-').slice(0, 120);
  // a window that is gone is seen in the test's own error
  await editor?.workbench.screenshot(`failed-${title}`).catch(() => undefined);
  return true;
}
