import { setTimeout as wait } from 'node:timers/promises';
import type { SeededRandom } from '../../../src/localTenant/samples/seededRandom.ts';
import type { Workbench } from '../realEditor/workbench/workbench.ts';
import { eventually } from '../waiting/eventually.ts';
import { WAIT_LIMIT_MS } from '../waiting/limits.ts';

/** Chances that a question is not answered: the user gives up, or goes back. */
const GIVES_UP = 0.04;
const GOES_BACK = 0.1;
/** Chance that the user presses the first button of a dialog, and not Cancel. */
const AGREES = 0.8;
/** Chance that the user presses a button of a toast. */
const PRESSES = 0.3;

/** Questions and dialogs of one action; a user who meets more gives up. */
const MOST_ANSWERS = 40;
/** The same question so often means that our answer is not accepted. */
const MOST_TRIES = 3;

/**
 * How long nothing may happen until an action is over, and between two looks, in milliseconds. What comes later is answered
 * after the next action, or closed.
 */
const QUIET_MS = 600;
const LOOK_EVERY_MS = 100;
/** How long progress is watched until the user cancels it, in milliseconds. */
const PATIENCE_MS = 20_000;

/** What the run must not change (it is signed in with it), and what leads out of this editor. */
const LEFT_ALONE =
  /Local administrator|Made by the local tenant|Administrator|GitHub|Vault|AWS|1Password|Kubernetes|^pass\b|Custom|User secrets|date…|store…|folder…|file…|Open Settings/i;

/** Dialogs that warn of what the run's own checks would take for a fault: a place would be left with a dead secret. */
const HEEDED = /Local administrator|places hold it|signs in with it|lock yourself out|does not ignore/;

/** Buttons that make a toast's work end in a minute. */
const TOAST_BUTTONS = /^(Delete|Resume|Finish|Undo|Refresh|Try)/;

/** What is asked just now. */
type Question = 'dialog' | 'input' | 'none';

/** A user who answers whatever comes, by chance. */
export interface RandomUser {
  readonly workbench: Workbench;
  readonly random: SeededRandom;
  /** What is typed where the sign-in secret is asked for. */
  readonly clientSecret: string;
}

async function asked({ page, quickInput, dialog }: Workbench): Promise<Question> {
  if (await dialog().first().isVisible()) return 'dialog';
  if (await quickInput.widget.first().isVisible()) return 'input';
  return (await page.locator('.notification-toast .monaco-progress-container.active').count()) > 0
    ? 'input'
    : 'none';
}

/** Answers all questions of an action that has been started, until nothing is asked and nothing is under way. */
export async function answerByChance(user: RandomUser): Promise<void> {
  const { workbench } = user;
  const tries = new Map<string, number>();
  let quietSince = Date.now();
  for (let answers = 0; answers < MOST_ANSWERS && Date.now() - quietSince < QUIET_MS; ) {
    const question = await asked(workbench);
    if (question === 'none') {
      await wait(LOOK_EVERY_MS);
      continue;
    }
    answers += 1;
    // a question may go away while it is looked at: then there is nothing to answer
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

/** Waits for what is under way; cancels it when it takes longer than anybody waits. */
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
    if (Date.now() > end + WAIT_LIMIT_MS) throw new Error('something goes on although it was canceled');
  }
}

/** Reads the toasts, presses a button of one by chance, and closes them. Returns how many said that something failed. */
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

/** Closes whatever is still asked. Fails when it does not close: the editor could not be used any more. */
export async function closeQuestions({ page, dialog, quickInput }: Workbench): Promise<void> {
  await eventually(async () => {
    const isOpen = (await dialog().first().isVisible()) || (await quickInput.widget.first().isVisible());
    if (!isOpen) return;
    await page.keyboard.press('Escape');
    throw new Error('a question does not close');
  });
}
