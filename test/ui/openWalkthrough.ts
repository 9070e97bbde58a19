import type { Workbench } from '../support/realEditor/workbench/workbench.ts';
import { eventually } from '../support/waiting/eventually.ts';

/**
 * Opens the walkthrough and waits for one of its steps. VS Code lists all walkthroughs until it has loaded this one, and
 * a page opened too early may keep that list: the window is reloaded before the next attempt.
 */
export async function openWalkthrough(workbench: Workbench, step: string): Promise<void> {
  let isOpen = false;
  await eventually(async patienceMs => {
    if (isOpen) {
      await workbench.closeAllEditors();
      await workbench.reload();
    }
    await workbench.runCommand('Client Credentials: Open Walkthrough');
    isOpen = true;
    try {
      await workbench.walkthrough.step(step).waitFor({ timeout: patienceMs });
    } catch (error) {
      const shown = await workbench.page.locator('.gettingStarted').ariaSnapshot();
      throw new Error(`the walkthrough has no step “${step}”; the editor shows: ${shown}`, { cause: error });
    }
  });
}
