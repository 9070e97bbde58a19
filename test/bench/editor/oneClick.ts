import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'dotenv';
import { type Editor, openEditor } from '../../support/realEditor/openEditor.ts';
import type { Workbench } from '../../support/realEditor/workbench/workbench.ts';
import { startLocalTenant } from '../../support/tenant/localTenant.ts';
import { attachedTo } from '../../ui/attachedTo.ts';
import { described } from '../../ui/tenantSuite.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure, ratios } from '../figure.ts';
import { buildForRelease } from '../package/buildForRelease.ts';
import { keepSecret } from './keepSecret.ts';

const CLIENT = 'Local administrator';
const WANTING = '# of the service\nADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n';
/** How often the file is looked at, milliseconds: the error of the figure. */
const LOOK_EVERY_MS = 1;
/** Within it the trees are filled anew, milliseconds. */
const TREES_FILLED_MS = 1500;
/** For a machine that is busy with something else, milliseconds. */
const WRITTEN_WITHIN_MS = 30_000;

/** Clicks the tree's Insert action until the credentials are on disk, in turn with a bare atomic write. */
export const measureOneClick: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  buildForRelease();
  const folder = path.join(scratchFolder, 'project');
  const file = path.join(folder, '.env');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, '.gitignore'), '.env\n');
  fs.writeFileSync(file, WANTING);
  execFileSync('git', ['init', '--quiet', folder]);
  const tenant = await startLocalTenant({ from: tenantProgram });
  const editor = await openEditor({ folder, settings: attachedTo(tenant) });
  try {
    await keepSecret(editor.workbench, CLIENT);
    await chooseFile(editor);
    const ours: number[] = [];
    const bare: number[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const clickMs = await clickOnce(editor, file);
      const writeMs = writeBare(path.join(folder, '.env.bare'), fs.readFileSync(file));
      // the first one fills the caches
      if (run > 0) ours.push(clickMs);
      if (run > 0) bare.push(writeMs);
    }
    const against = 'a bare atomic write: temporary file, fsync, rename';
    return [
      figure('oneClick.ms', 'ms', ours, 'from the press of the button until the file is on disk'),
      figure('oneClick.bareWriteMs', 'ms', bare, against),
      figure('oneClick.overBareRatio', '', ratios(ours, bare), against),
    ];
  } catch (error) {
    await editor.workbench.screenshot('bench-one-click-failed');
    throw error;
  } finally {
    await editor.dispose();
    await tenant.stop();
  }
};

/** Inserts for the first time, when the editor asks where and shows the change. */
async function chooseFile({ workbench }: Editor): Promise<void> {
  const { quickInput, tree } = workbench;
  await tree.inlineAction(CLIENT, 'Insert into Project…');
  await quickInput.waitForTitle(`Insert the credentials of ${CLIENT} into`);
  await quickInput.pick('.env');
  await quickInput.row('Write to .env').waitFor();
  await quickInput.pick('Write to .env');
  await tree.expand('.env');
  await settle(workbench);
}

/** Presses the button once; returns how long it took, milliseconds. */
async function clickOnce({ workbench, page }: Editor, file: string): Promise<number> {
  fs.writeFileSync(file, WANTING);
  const { tree } = workbench;
  // the editor has seen that somebody took the secret out again
  await described(tree.item('ADH_CLIENT_SECRET'), 'to be filled in');
  await page.evaluate(`addEventListener(
    'mousedown',
    () => { globalThis.pressedAt = performance.timeOrigin + performance.now(); },
    { capture: true, once: true },
  )`);
  await tree.inlineAction(CLIENT, 'Insert into Project…');
  const writtenAt = await written(file);
  await settle(workbench);
  return writtenAt - (await page.evaluate<number>('globalThis.pressedAt'));
}

/** Waits until the trees have been filled anew, as they are after each insertion: a click meanwhile hits no client. */
async function settle(workbench: Workbench): Promise<void> {
  await workbench.toast(`The credentials of ${CLIENT} are in .env.`).first().waitFor();
  await workbench.clearToasts();
  await wait(TREES_FILLED_MS);
  await described(workbench.tree.item('ADH_CLIENT_SECRET'), 'expires');
}

/** Waits until a file has a secret; returns when, in milliseconds since 1970. */
async function written(file: string): Promise<number> {
  const end = Date.now() + WRITTEN_WITHIN_MS;
  while (!parse(fs.readFileSync(file, 'utf8')).ADH_CLIENT_SECRET) {
    if (Date.now() > end) throw new Error('the click wrote nothing');
    await wait(LOOK_EVERY_MS);
  }
  return performance.timeOrigin + performance.now();
}

/** Writes a file as carefully as it can be done with nothing else, and returns how long that took, milliseconds. */
function writeBare(file: string, bytes: Buffer): number {
  const start = performance.now();
  const temporary = `${file}.${randomUUID()}`;
  fs.writeFileSync(temporary, bytes, { mode: 0o600, flush: true });
  fs.renameSync(temporary, file);
  return performance.now() - start;
}
