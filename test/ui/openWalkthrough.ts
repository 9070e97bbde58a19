import type { Workbench } from '../support/realEditor/workbench/workbench.ts';
import { eventually } from '../support/waiting/eventually.ts';

/**
 * Opens our walkthrough and waits for one of its steps. VS Code shows a list of walkthroughs until it knows ours, and a page
 * that was asked for ours too early may keep that list: it is closed before the next attempt.
 */
export async function openWalkthrough(workbench: Workbench, step: string): Promise<void> {
  let isOpen = false;
  await eventually(async patienceMs => {
    if (isOpen) await workbench.closeAllEditors();
    isOpen = true;
    await workbench.runCommand('Client Credentials: Open Walkthrough');
    await workbench.walkthrough.step(step).waitFor({ timeout: patienceMs });
  });
}
