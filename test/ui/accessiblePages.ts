import type { Frame } from 'playwright-core';
import { frameOf } from '../support/browser/accessibility.ts';
import type { Workbench } from '../support/realEditor/workbench/workbench.ts';

/** The pages of the extension by name: each function opens one and returns its frame. */
export function accessiblePages(ui: () => Workbench): Readonly<Record<string, () => Promise<Frame>>> {
  /** Plays *Add Client* up to the choice of the destination. */
  async function createShown(): Promise<void> {
    await ui().runCommand('Client Credentials: Add Client…');
    await ui().quickInput.waitForTitle('Add Client (1/4)');
    await ui().quickInput.accept();
    await ui().quickInput.waitForTitle('Add Client (2/4)');
    await ui().quickInput.type('Shown');
    await ui().quickInput.waitForTitle('Add Client (3/4)');
    await ui().quickInput.accept();
    await ui().quickInput.waitForTitle('Add Client (4/4)');
  }

  return {
    result: async () => {
      await createShown();
      await ui().quickInput.pick('Keep in SecretStorage only');
      await ui().webview().getByRole('heading', { name: 'Shown' }).waitFor();
      return frameOf(ui().webview().locator('body'));
    },
    'result with a problem': async () => {
      await createShown();
      await ui().quickInput.pick('External store…');
      await ui().quickInput.pick('Custom command');
      await ui().quickInput.waitForTitle('Add Client (6/7)');
      await ui().quickInput.type('false');
      await ui().quickInput.waitForTitle('Add Client (7/7)');
      await ui().quickInput.type('--of-us');
      await ui().webview().getByText('failed with exit code 1').waitFor();
      return frameOf(ui().webview().locator('body'));
    },
    details: async () => {
      await ui().tree.contextMenu('For everybody', 'Show Details');
      await ui().webview().getByRole('heading', { name: 'Secrets' }).waitFor();
      return frameOf(ui().webview().locator('body'));
    },
    timeline: async () => {
      await ui().runCommand('Client Credentials: Show Expiry Timeline');
      await ui().webview().locator('.row').first().waitFor();
      return frameOf(ui().webview().locator('body'));
    },
  };
}
