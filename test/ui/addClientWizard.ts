import type { Workbench } from '../support/realEditor/workbench/workbench.ts';

/** The answers that a test gives; the others are left at their defaults. */
export interface WizardAnswers {
  readonly name: string;
  readonly lifetime?: string;
  /** Beginning of the line that is picked at the end; without it, the wizard is left at that question. */
  readonly destination?: string;
}

/** Steps of *Add Client* up to its last question. */
export const STEPS = 6;

/** Plays *Add Client* to its end as a user would. */
export async function playAddClient(
  { quickInput, ...workbench }: Workbench,
  answers: WizardAnswers,
): Promise<void> {
  await workbench.runCommand('Client Credentials: Add Client…');
  await quickInput.waitForTitle(`Add Client (1/${STEPS})`);
  await quickInput.type(answers.name);
  await quickInput.waitForTitle(`Add Client (2/${STEPS})`);
  await quickInput.accept();
  await quickInput.waitForTitle(`Add Client (3/${STEPS})`);
  if (answers.lifetime) await quickInput.type(answers.lifetime);
  else await quickInput.accept();
  for (const step of [4, 5]) {
    await quickInput.waitForTitle(`Add Client (${step}/${STEPS})`);
    await quickInput.accept();
  }
  await quickInput.waitForTitle(`Add Client (${STEPS}/${STEPS})`);
  if (answers.destination) await quickInput.pick(answers.destination);
}

/** Shows our view and signs in to the local tenant through the welcome content. */
export async function signInToLocalTenant(workbench: Workbench): Promise<void> {
  await workbench.openContainer('Client Credentials');
  await workbench.page.getByRole('button', { name: 'Use Local Tenant' }).click();
  await workbench.tree.item('Client-Credentials').waitFor();
}
