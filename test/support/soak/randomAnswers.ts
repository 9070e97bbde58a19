import { setTimeout as wait } from 'node:timers/promises';
import type { SeededRandom } from '../../../src/localTenant/samples/seededRandom.ts';
import type { Workbench } from '../realEditor/workbench/workbench.ts';
import { eventually } from '../waiting/eventually.ts';
import { WAIT_LIMIT_MS } from '../waiting/limits.ts';

/** Probabilities that a question isn't answered: the user cancels, or goes back. */
const GIVES_UP = 0.04;
const GOES_BACK = 0.1;
/** Probability that the user presses the first button of a dialog, not Cancel. */
const AGREES = 0.8;
/** Probability that the user presses a button of a toast. */
const PRESSES = 0.3;

/** Largest number of questions and dialogs of one action; then the user cancels. */
const MOST_ANSWERS = 40;
/** If the same question is asked this number of times, the answer isn't accepted. */
const MOST_TRIES = 3;

/**
 * Time without events after which an action is over, and time between two checks, in milliseconds. Later questions are
 * answered after the next action, or closed.
 */
const QUIET_MS = 600;
const LOOK_EVERY_MS = 100;
/** Time after which the user cancels progress, in milliseconds. */
const PATIENCE_MS = 20_000;

/**
 * Items that the run must not change, because it is signed in with them, that lead out of this editor, or by which the user
 * gives up a secret ("Stop here"), which the run's checks would report as lost.
 */
const LEFT_ALONE =
  /Stop here|Local administrator|Made by the local tenant|Administrator|GitHub|Vault|AWS|1Password|Kubernetes|^pass\b|Custom|User secrets|date…|store…|folder…|file…|Open Settings/i;

/** Dialogs before an action that leaves a deleted secret in a file, which the run's checks would report. */
const HEEDED = /Local administrator|places hold it|signs in with it|lock yourself out|does not ignore/;

/** Buttons of a toast whose work ends within a minute. */
const TOAST_BUTTONS = /^(Delete|Resume|Finish|Undo|Refresh|Try)/;

/** What is being asked. */
type Question = 'dialog' | 'input' | 'none';

/** A user who answers questions at random. */
export interface RandomUser {
  readonly workbench: Workbench;
  readonly random: SeededRandom;
  /** The input for the sign-in secret. */
  readonly clientSecret: string;
}

async function readQuestion({ page, quickInput, dialog }: Workbench): Promise<Question> {
  if (await dialog().first().isVisible()) return 'dialog';
  if (await quickInput.widget.first().isVisible()) return 'input';
  return (await page.locator('.notification-toast .monaco-progress-container.active').count()) > 0
    ? 'input'
    : 'none';
}

/** Answers the questions of an action until none is open and nothing is in progress. */
export async function answerByChance(user: RandomUser): Promise<void> {
  const { workbench } = user;
  const tries = new Map<string, number>();
  let quietSince = Date.now();
  for (let answers = 0; answers < MOST_ANSWERS && Date.now() - quietSince < QUIET_MS; ) {
    const question = await readQuestion(workbench);
    if (question === 'none') {
      await wait(LOOK_EVERY_MS);
      continue;
    }
    answers += 1;
    // A question may disappear while it is read; then there is nothing to answer.
    const answered = question === 'dialog' ? answerDialog(user) : answerInput(user, tries);
    await answered.catch(() => undefined);
    await wait(LOOK_EVERY_MS);
    quietSince = Date.now();
  }
  await waitForProgress(workbench);
}

async function answerDialog({ workbench, random }: RandomUser): Promise<void> {
  const dialog = workbench.dialog().first();
  const text = (await dialog.textContent({ timeout: 1000 })) ?? '';
  const agrees =
    !HEEDED.test(text) && (/wants to sign in|using CONNECT/.test(text) || random.fraction() < AGREES);
  const cancel = dialog.getByRole('button', { name: /^(Cancel|OK|Close)$/ });
  const button =
    agrees || (await cancel.count()) === 0 ? dialog.locator('.monaco-button').last() : cancel.first();
  await button.click({ timeout: 2000 });
}

async function answerInput(user: RandomUser, tries: Map<string, number>): Promise<void> {
  const { workbench, random, clientSecret } = user;
  const { quickInput, page } = workbench;
  const widget = quickInput.widget.first();
  if (!(await widget.isVisible())) return waitForProgress(workbench);
  const title = (await widget.locator('.quick-input-title').textContent({ timeout: 1000 })) ?? '';
  const again = (tries.get(title) ?? 0) + 1;
  tries.set(title, again);
  const chance = random.fraction();
  if (/^Sign In/.test(title)) return quickInput.type(clientSecret, { withinMs: 2000 });
  if (LEFT_ALONE.test(title) || again > MOST_TRIES || chance < GIVES_UP) return page.keyboard.press('Escape');
  const back = widget.getByRole('button', { name: 'Back' });
  if (chance < GIVES_UP + GOES_BACK && (await back.isVisible())) return back.click({ timeout: 1000 });
  const rows = widget.locator('.monaco-list-row');
  if ((await rows.count()) > 0) return pickByChance(user, again);
  const input = widget.locator('.quick-input-filter input').first();
  const suggested = await input.inputValue({ timeout: 1000 });
  if (suggested === '' || again > 1) await input.fill(`Soak ${random.below(1000)}`, { timeout: 1000 });
  return input.press('Enter', { timeout: 1000 });
}

async function pickByChance({ workbench, random }: RandomUser, again: number): Promise<void> {
  const widget = workbench.quickInput.widget.first();
  const rows = await widget.locator('.monaco-list-row').all();
  const labels = await Promise.all(rows.map(row => row.getAttribute('aria-label', { timeout: 1000 })));
  const allowed = rows.filter((_row, index) => !LEFT_ALONE.test(labels[index] ?? ''));
  const row = allowed[random.below(allowed.length)];
  if (!row) return workbench.page.keyboard.press('Escape');
  const isOfSeveral = (await row.getByRole('checkbox').count()) > 0;
  if (isOfSeveral && again > 1) return workbench.quickInput.accept();
  await row.click({ timeout: 1000 });
  if (isOfSeveral) await workbench.quickInput.accept();
}

/** Waits for what is in progress; cancels it if it takes too long. */
async function waitForProgress({ page }: Workbench): Promise<void> {
  const running = page.locator('.notification-toast', {
    has: page.locator('.monaco-progress-container.active'),
  });
  const end = Date.now() + PATIENCE_MS;
  while ((await running.count()) > 0) {
    if (Date.now() > end)
      await running
        .first()
        .getByRole('button', { name: 'Cancel' })
        .click({ timeout: 1000 })
        .catch(() => {});
    await wait(LOOK_EVERY_MS);
    if (await page.locator('.monaco-dialog-box, .quick-input-widget:visible').first().isVisible()) return;
    if (Date.now() > end + WAIT_LIMIT_MS) throw new Error('something continues although it was canceled');
  }
}

/** Reads the toasts, sometimes presses a button, and closes them. Returns the number of those that report a failure. */
export async function readToasts(user: RandomUser): Promise<number> {
  const { workbench, random } = user;
  const { page } = workbench;
  const toasts = page.locator('.notification-toast');
  if ((await toasts.count()) === 0) return 0;
  const failures = await toasts.locator('.codicon-error').count();
  const button = toasts.getByRole('button', { name: TOAST_BUTTONS }).first();
  if (random.fraction() < PRESSES && (await button.isVisible())) {
    await button.click({ timeout: 1000 }).catch(() => undefined);
    await answerByChance(user);
  }
  await workbench.clearToasts();
  return failures;
}

/** Closes open questions. Throws if one doesn't close, because then the editor is unusable. */
export async function closeQuestions({ page, dialog, quickInput }: Workbench): Promise<void> {
  await eventually(async () => {
    const isOpen = (await dialog().first().isVisible()) || (await quickInput.widget.first().isVisible());
    if (!isOpen) return;
    await page.keyboard.press('Escape');
    throw new Error('a question does not close');
  });
}
