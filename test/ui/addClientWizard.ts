import type { Workbench } from '../support/realEditor/workbench/workbench.ts';

/** The answers that a test gives; the others are left at their defaults. */
export interface WizardAnswers {
  readonly name: string;
  readonly lifetime?: string;
  /** Start of the line to pick last, without it, the wizard stays open at that question. */
  readonly destination?: string;
  /** Title of the question about the masked change, for an existing file or one created from a template. */
  readonly write?: string;
}

/** Steps of *Add Client*, however many questions they have. */
export const STEPS = 4;

const titled = (step: number): string => `Add Client (${step}/${STEPS})`;

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
  await quickInput.waitForTitle(titled(1));
  await quickInput.accept();
  await quickInput.waitForTitle(titled(2));
  await quickInput.type(answers.name);
  await quickInput.waitForTitle(titled(3));
  if (answers.lifetime === undefined) await quickInput.accept();
  else await customizeLifetime(quickInput, answers.lifetime);
  await quickInput.waitForTitle(titled(STEPS));
  if (answers.destination) await quickInput.pick(answers.destination);
  if (answers.write) await quickInput.pick(answers.write);
}

async function customizeLifetime(quickInput: Workbench['quickInput'], lifetime: string): Promise<void> {
  await quickInput.pick('Customize…');
  const options = await quickInput.nextQuestion();
  await quickInput.pick('Token lifetime');
  await quickInput.accept();
  await quickInput.nextQuestion(options);
  await quickInput.type(lifetime);
}

/** Shows our view and signs in to the local tenant through the welcome content. */
export async function signInToLocalTenant(workbench: Workbench): Promise<void> {
  await workbench.openContainer('Client Credentials');
  await workbench.page.getByRole('button', { name: 'Use Local Tenant' }).click();
  await workbench.tree.item('Client-Credentials').waitFor();
}
