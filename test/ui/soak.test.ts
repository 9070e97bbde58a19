import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seededRandom } from '../../src/localTenant/samples/seededRandom.ts';
import { projectRoot } from '../support/folders/projectFolders.ts';
import { copySampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { type FaultyProxy, startFaultyProxy } from '../support/network/faultyProxy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { succeeds } from '../support/realEditor/workbench/insist.ts';
import type { Workbench } from '../support/realEditor/workbench/workbench.ts';
import { isExhaustive, testSeed } from '../support/runner/sampling.ts';
import { type HostFigures, readHostFigures } from '../support/soak/hostFigures.ts';
import {
  answerByChance,
  closeQuestions,
  type RandomUser,
  readToasts,
} from '../support/soak/randomAnswers.ts';
import { randomFault } from '../support/soak/randomFaults.ts';
import { clearFilter, randomAction } from '../support/soak/soakActions.ts';
import { count, soakReportText } from '../support/soak/soakReport.ts';
import {
  deadFiles,
  lostSecrets,
  readRecords,
  tenantSecrets,
  unhandledErrors,
} from '../support/soak/soakTruth.ts';
import { findGrowth } from '../support/soak/steadiness.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { type ApiCaller, administratorCaller } from '../unit/localTenant/apiCaller.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import { hasFailed } from './hasFailed.ts';
import { asAdministrator } from './signInSuite.ts';

/**
 * Number of actions: few in a normal run, more in an exhaustive run, and any number with SOAK_ACTIONS. A person does
 * one every 6 seconds, so 1,200 actions equal two hours.
 */
const ACTIONS = Number(process.env.SOAK_ACTIONS ?? (isExhaustive ? 300 : 12));
/** The same seed makes the same choices if the editor asks the same. */
const SEED = Number(process.env.SOAK_SEED ?? testSeed());
/** Actions between two checks of the process. */
const BLOCK = Math.min(30, Math.max(2, Math.floor(ACTIONS / 6)));
/** Reloading ends the process that is measured: it is among the actions of the first third only. */
const RELOADS_UNTIL = Math.floor(ACTIONS / 3);

/** Ways to end an operation, in the order in which they are tried. */
const WAYS_ON = ['Finish', 'Delete the old secret now', 'Undo', 'Keep the old secret'] as const;

describe('an editor in long use', () => {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'soak-')));
  const [folder, probe] = [path.join(root, 'workspace'), path.join(root, 'probe')];
  let tenant: LocalTenant;
  let proxy: FaultyProxy;
  let editor: Editor;

  before(async () => {
    for (const name of [folder, probe]) fs.mkdirSync(name);
    copySampleWorkspace(folder);
    tenant = await startLocalTenant({ seed: 8 });
    proxy = await startFaultyProxy(tenant.resource);
    editor = await openEditor({
      folder,
      environment: { PROBE_FOLDER: probe },
      alsoInstalled: [path.join(projectRoot, 'test/support/soak/probe')],
    });
    const { workbench } = editor;
    await workbench.openContainer('Client Credentials');
    const rig = asAdministrator({ tenant }, { resource: proxy.resource, name: 'Rig' });
    await playAddConnection(workbench, rig);
    await allowSignIn(workbench);
    await workbench.tree.expand('Client-Credentials');
    call = await administratorCaller(tenant);
    lastBefore = await lastId();
    await look();
  });
  afterEach(async function () {
    if (!(await hasFailed(this, editor))) return;
    const kept = path.join(projectRoot, 'test-results/soak');
    fs.rmSync(kept, { recursive: true, force: true });
    fs.cpSync(editor.userDataDir, kept, { recursive: true });
  });
  after(async () => {
    await editor?.dispose();
    await proxy?.dispose();
    await tenant?.stop();
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });

  /** Restores the view if it shows no client, after a sign-out, a filter without matches, or an error. */
  async function recover(user: RandomUser): Promise<boolean> {
    const { workbench } = user;
    const list = workbench.tree.item('Client-Credentials');
    const isThere = (patienceMs: number) => succeeds(list.waitFor({ timeout: patienceMs }));
    // It may still be loading; waiting a moment is cheaper than restoring it.
    if (await isThere(3000)) return false;
    await eventually(async patienceMs => {
      await closeQuestions(workbench);
      await workbench.openContainer('Client Credentials');
      const signIn = workbench.page.getByRole('button', { name: 'Sign In', exact: true });
      if (await signIn.isVisible()) await signIn.click();
      else {
        await clearFilter(user);
        await workbench.runCommand('Client Credentials: Refresh Clients');
      }
      await answerByChance(user);
      assert.ok(await isThere(patienceMs), 'the clients do not come back');
    });
    return true;
  }

  const openWork = () => readRecords(editor.userDataDir).journal.length;

  /** Returns another of the ways that are offered, each time. */
  async function wayOn({ quickInput }: Workbench, tried: number): Promise<string> {
    const ways = [];
    for (const way of WAYS_ON) if (await quickInput.row(way).first().isVisible()) ways.push(way);
    const way = ways[tried % ways.length];
    assert.ok(way, 'the operation can be ended');
    return way;
  }

  /**
   * Ends operations that have not ended one by one, from the view. Each has a way that works: what the service has lost
   * can't be finished, and what the user has deleted since can't replace an old secret, which is kept then.
   */
  async function attendToJournal({ workbench }: RandomUser): Promise<void> {
    const { quickInput, page } = workbench;
    const toast = page.locator('.notification-toast');
    const deleteLost = toast.getByRole('button', { name: 'Delete It' }).first();
    for (let left = openWork(); left > 0; left -= 1) {
      let tried = 0;
      await eventually(async patienceMs => {
        if (openWork() < left) return;
        await closeQuestions(workbench);
        await workbench.clearToasts();
        await workbench.runCommand('Client Credentials: Resume Interrupted Work…');
        await quickInput.widget.waitFor({ timeout: patienceMs });
        if ((await quickInput.title()).startsWith('What do you want')) await quickInput.accept();
        await quickInput.row('Undo').or(quickInput.row('Finish')).first().waitFor({ timeout: patienceMs });
        const way = await wayOn(workbench, tried);
        tried += 1;
        await quickInput.row(way).first().click({ timeout: patienceMs });
        await eventually(async () => {
          if (await deleteLost.isVisible()) await deleteLost.click();
          const hasFailed = await toast.locator('.codicon-error').first().isVisible();
          assert.ok(hasFailed || openWork() < left, 'the operation ends, or fails with a message');
        });
        assert.ok(openWork() < left, `the operation ends by “${way}”`);
      });
    }
  }

  const [done, faults] = [new Map<string, number>(), new Map<string, number>()];
  const figures: HostFigures[] = [];
  let [actions, failureToasts, recoveries] = [0, 0, 0];
  let call: ApiCaller;
  /** The last secret before the first action: the tenant numbers its secrets one by one, and no number twice. */
  let lastBefore: number;

  const userAt = (index: number): RandomUser => ({
    workbench: editor.workbench,
    // Separate for each action, so that a different course does not affect later actions.
    random: seededRandom(SEED * 100_003 + index),
    clientSecret: tenant.clientSecret,
  });
  const look = async () => figures.push(await readHostFigures(probe, actions));
  const lastId = async () => Math.max(...(await tenantSecrets(call)).map(({ id }) => id));
  const made = async () => (await tenantSecrets(call)).filter(({ id }) => id > lastBefore);
  const lost = async () => lostSecrets(await made(), readRecords(editor.userDataDir));

  async function act(index: number): Promise<void> {
    const user = userAt(index);
    const action = randomAction(user.random, index <= RELOADS_UNTIL);
    const fault = randomFault(user.random);
    if (process.env.SOAK_LOG) process.stderr.write(`${index} ${action.name} ${fault?.fault.kind ?? ''}\n`);
    if (fault) proxy.inject(fault);
    await action.run(user);
    proxy.clear();
    failureToasts += await readToasts(user);
    await closeQuestions(editor.workbench);
    if (await recover(user)) recoveries += 1;
    count(done, action.name);
    actions += 1;
  }

  for (let first = 1; first <= ACTIONS; first += BLOCK) {
    const last = Math.min(ACTIONS, first + BLOCK - 1);
    it(`loses nothing by actions ${first} to ${last} behind a bad network`, async () => {
      assert.equal(actions, first - 1, 'an action before has failed');
      for (let index = first; index <= last; index += 1) await act(index);
      await look();
      assert.deepEqual(await lost(), []);
    });
  }

  it('ends with nothing open, lost or dead, and no unhandled error', async () => {
    assert.equal(actions, ACTIONS, 'an action has failed');
    for (const { fault } of proxy.requests) if (fault) count(faults, fault);
    const left = (await made()).length;
    const issued = (await lastId()) - lastBefore;
    const report = { seed: SEED, done, faults, issued, left, failureToasts, recoveries, figures };
    process.stdout.write(`\n${soakReportText(report)}\n\n`);
    await attendToJournal(userAt(0));
    assert.deepEqual(await lost(), [], 'once nothing is open any more');
    assert.deepEqual(await deadFiles(tenant, readRecords(editor.userDataDir)), []);
    assert.deepEqual(unhandledErrors(editor.logs()), []);
  });

  it('has stable heap, files, sockets, timers and processes', () => {
    const lastProcess = figures.filter(({ pid }) => pid === figures.at(-1)?.pid);
    assert.ok(lastProcess.length >= 4, 'it was looked at often enough');
    assert.deepEqual(findGrowth(lastProcess), []);
  });
});
