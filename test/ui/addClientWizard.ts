import type { Workbench } from '../support/realEditor/workbench/workbench.ts';

/** The answers that a test gives; the others are left at their defaults. */
export interface WizardAnswers {
  readonly name: string;
  readonly lifetime?: string;
  /** Start of the line to pick last; without it, the wizard stays open at that question. */
  readonly destination?: string;
  /** Title of the question about the masked change, for an existing file or one created from a template. */
  readonly write?: string;
}

/** Questions of *Add Client* for a Client-Credentials client: as suggested, and with everything chosen. */
export const STEPS = { suggested: 4, everything: 8 } as const;

const titled = (step: number, total: number): string => `Add Client (${step}/${total})`;

/** Plays *Add Client* to its end as a user would. */
export async function playAddClient(workbench: Workbench, answers: WizardAnswers): Promise<void> {
  await workbench.runCommand('Client Credentials: Add Client…');
  await answerAddClient(workbench, answers);
}

/** Answers *Add Client*, which something has just opened. */
export async function answerAddClient(
  { quickInput }: Pick<Workbench, 'quickInput'>,
  answers: WizardAnswers,
): Promise<void> {
  await quickInput.waitForTitle(titled(1, STEPS.suggested));
  await quickInput.accept();
  await quickInput.waitForTitle(titled(2, STEPS.suggested));
  await quickInput.type(answers.name);
  await quickInput.waitForTitle(titled(3, STEPS.suggested));
  if (answers.lifetime === undefined) await quickInput.accept();
  else await playEverything(quickInput, answers.lifetime);
  const total = answers.lifetime === undefined ? STEPS.suggested : STEPS.everything;
  await quickInput.waitForTitle(titled(total, total));
  if (answers.destination) await quickInput.pick(answers.destination);
  if (answers.write) await quickInput.pick(answers.write);
}

async function playEverything(quickInput: Workbench['quickInput'], lifetime: string): Promise<void> {
  await quickInput.pick('Choose everything…');
  for (const step of [4, 5, 6, 7]) {
    await quickInput.waitForTitle(titled(step, STEPS.everything));
    if (step === 5) await quickInput.type(lifetime);
    else await quickInput.accept();
  }
}

/** Shows our view and signs in to the local tenant through the welcome content. */
export async function signInToLocalTenant(workbench: Workbench): Promise<void> {
  await workbench.openContainer('Client Credentials');
  await workbench.page.getByRole('button', { name: 'Use Local Tenant' }).click();
  await workbench.tree.item('Client-Credentials').waitFor();
}
