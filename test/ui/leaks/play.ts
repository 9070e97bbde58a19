import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { CommandName } from '../../../src/editor/vocabulary/commandId.ts';
import type { Workbench } from '../../support/realEditor/workbench/workbench.ts';
import { eventually } from '../../support/waiting/eventually.ts';
import type { ConnectionReplies } from '../connectionWizard.ts';

/** Context of the plays. */
export interface Stage {
  readonly ui: Workbench;
  /** The answers that establish the connection `Rig`. */
  readonly rig: Extract<ConnectionReplies, { method: 'As a client' }>;
  /** A path in the workspace folder. */
  readonly at: (name: string) => string;
  /** Runs a command of ours by its title. */
  readonly run: (title: string) => Promise<void>;
}

/** Plays a command as a user would, up to its effect. */
export interface Play {
  readonly play: (stage: Stage) => Promise<void>;
  /**
   * Where the command may show a value. `page`: the page on which the user pressed *Reveal*; `file`: the file that
   * the user chose for the secret, opened in an editor. Default: nowhere.
   */
  readonly shows?: 'page' | 'file';
}

/** Rows of the table: some commands with their plays, in the order in which they are played. */
export type Plays<Names extends CommandName> = Readonly<Record<Names, Play>>;

/** Repeats an action on a row until it has an effect: a row that is redrawn at that moment loses the click. */
export const insist = (act: (patienceMs: number) => Promise<unknown>, effect: Locator): Promise<void> =>
  eventually(async patienceMs => {
    await act(patienceMs);
    await effect.waitFor({ timeout: patienceMs });
  });

/** Picks a client, which may be one of many, in the list that a command without a node shows. */
export async function pickClient({ quickInput }: Workbench, name: string): Promise<void> {
  await quickInput.waitForTitle('Which client?');
  await quickInput.filter(name);
  const title = quickInput.widget.locator('.quick-input-title', { hasText: 'Which client?' });
  // Retry if the line is redrawn during the click because more clients arrive.
  await eventually(async patienceMs => {
    if (await title.isVisible()) await quickInput.pick(name);
    await title.waitFor({ state: 'hidden', timeout: patienceMs });
  });
}

/** Answers the steps of the wizard that is open: types, picks, or accepts what is suggested. */
export async function answer(
  { quickInput }: Workbench,
  title: string,
  ...replies: readonly (string | { readonly pick: string } | undefined)[]
): Promise<void> {
  for (const [index, reply] of replies.entries()) {
    await quickInput.waitForTitle(`${title} (${index + 1}/`);
    if (reply === undefined) await quickInput.accept();
    else if (typeof reply === 'string') await quickInput.type(reply);
    else await quickInput.pick(reply.pick);
  }
}

/** Saves into the file of the workspace that the editor's own dialog suggests. */
export async function save({ quickInput, ...ui }: Workbench, name: string): Promise<void> {
  const field = quickInput.widget.locator('.quick-input-filter input').first();
  // The dialog fills it in with a delay.
  await eventually(async () => assert.ok((await field.inputValue()).endsWith(`/${name}`)));
  await quickInput.widget.getByRole('button', { name: 'OK' }).click();
  await ui.toast(`Saved: ${name}`).waitFor();
}
