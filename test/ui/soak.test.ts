import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { seededRandom } from '../../src/localTenant/seededRandom.ts';
import { eventually } from '../support/eventually.ts';
import { type FaultyProxy, startFaultyProxy } from '../support/faultyProxy.ts';
import { type LocalTenant, startLocalTenant } from '../support/localTenant.ts';
import { projectRoot } from '../support/projectFolders.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { copySampleWorkspace } from '../support/sampleWorkspaceCopy.ts';
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
import { growing } from '../support/soak/steadiness.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { administratorCaller } from '../unit/localTenant/apiCaller.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import { hasFailed } from './hasFailed.ts';

/**
 * How many actions are done: some for every run of the tests, and as many as one wants by SOAK_ACTIONS. A person does
 * one every six seconds, so 1,200 are two hours of one.
 */
const ACTIONS = Number(process.env.SOAK_ACTIONS ?? 16);
/** The same seed makes the same choices, as far as the editor asks the same. */
const SEED = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
/** Moments at which the extension host is looked at. */
const BLOCKS = Math.min(40, Math.max(6, Math.floor(ACTIONS / 15)));
/** Reloading ends the process that is measured: it is among the actions of the first third only. */
const RELOADS_UNTIL = Math.floor(ACTIONS / 3);
/** The longest that one action may take on a busy machine, in milliseconds. */
const ACTION_MS = 90_000;

describe('an editor that is used for long', function () {
  this.timeout(120_000 + ACTIONS * ACTION_MS);
  const [folder, probe] = [temporaryFolder(), temporaryFolder()];
  let tenant: LocalTenant;
  let proxy: FaultyProxy;
  let editor: Editor;

  beforeEach(async () => {
    copySampleWorkspace(folder.path);
    tenant = await startLocalTenant({ seed: 8 });
    proxy = await startFaultyProxy(tenant.resource);
    editor = await openEditor({
      folder: folder.path,
      environment: { PROBE_FOLDER: probe.path },
      alsoInstalled: [path.join(projectRoot, 'test/support/soak/probe')],
    });
    const { workbench } = editor;
    await workbench.openContainer('Client Credentials');
    await playAddConnection(workbench, {
      ...{ resource: proxy.resource, tenantId: tenant.tenantId, clientId: tenant.clientId },
      ...{ method: 'As a client', clientSecret: tenant.clientSecret, name: 'Rig' },
    });
    await allowSignIn(workbench);
    await workbench.tree.expand('Client-Credentials');
  });
  afterEach(async function () {
    if (await hasFailed(this, editor)) {
      const kept = path.join(projectRoot, 'test-results/soak');
      fs.rmSync(kept, { recursive: true, force: true });
      fs.cpSync(editor.userDataDir, kept, { recursive: true });
    }
    await editor.dispose();
    await proxy.dispose();
    await tenant.stop();
  });

  /** Brings the view back when it shows no client: the user has signed out, or filtered to nothing, or it was refused. */
  async function recover(user: RandomUser): Promise<boolean> {
    const { workbench } = user;
    const list = workbench.tree.item('Client-Credentials');
    const isThere = (withinMs: number) =>
      list.waitFor({ timeout: withinMs }).then(
        () => true,
        () => false,
      );
    if (await isThere(3000)) return false;
    await eventually(async () => {
      await closeQuestions(workbench);
      await workbench.openContainer('Client Credentials');
      const signIn = workbench.page.getByRole('button', { name: 'Sign In', exact: true });
      if (await signIn.isVisible()) await signIn.click();
      else {
        await clearFilter(user);
        await workbench.runCommand('Client Credentials: Refresh Clients');
      }
      await answerByChance(user);
      assert.ok(await isThere(5000), 'the clients do not come back');
    });
    return true;
  }

  const openWork = () => readRecords(editor.userDataDir).journal.length;

  /** Ends what was interrupted, one after the other, as the view offers it. */
  async function attendToJournal({ workbench }: RandomUser): Promise<void> {
    const { quickInput } = workbench;
    for (let left = openWork(); left > 0; left -= 1) {
      await eventually(async () => {
        if (openWork() < left) return;
        await closeQuestions(workbench);
        await workbench.clearToasts();
        await workbench.runCommand('Client Credentials: Resume Interrupted Work…');
        await quickInput.widget.waitFor({ timeout: 10_000 });
        if ((await quickInput.title()).startsWith('What do you want')) await quickInput.accept();
        const way = quickInput
          .row('Finish')
          .or(quickInput.row('Delete the old secret now'))
          .or(quickInput.row('Undo'));
        await way.first().click({ timeout: 10_000 });
        await eventually(() => assert.ok(openWork() < left, 'it does not come to its end'));
      });
    }
  }

  it(`stays as it is, and loses nothing, over ${ACTIONS} actions behind a bad network (seed ${SEED})`, async () => {
    const { workbench } = editor;
    const [done, faults] = [new Map<string, number>(), new Map<string, number>()];
    const figures: HostFigures[] = [];
    let [failureToasts, recoveries] = [0, 0];
    const userAt = (index: number): RandomUser => ({
      workbench,
      // of each action's own, so that one that went another way does not change all that follow
      random: seededRandom(SEED * 100_003 + index),
      clientSecret: tenant.clientSecret,
    });
    const look = async (index: number) => figures.push(await readHostFigures(probe.path, index));

    const act = async (index: number) => {
      const user = userAt(index);
      const action = randomAction(user.random, index <= RELOADS_UNTIL);
      const fault = randomFault(user.random);
      if (process.env.SOAK_LOG) process.stderr.write(`${index} ${action.name} ${fault?.fault.kind ?? ''}\n`);
      if (fault) proxy.inject(fault);
      await action.run(user);
      proxy.clear();
      failureToasts += await readToasts(user);
      await closeQuestions(workbench);
      if (await recover(user)) recoveries += 1;
      count(done, action.name);
    };

    const call = await administratorCaller(tenant);
    // the tenant numbers its secrets one by one, and no number twice
    const lastId = async () => Math.max(...(await tenantSecrets(call)).map(({ id }) => id));
    const before = await lastId();
    const made = async () => (await tenantSecrets(call)).filter(({ id }) => id > before);
    const lost = async () => lostSecrets(await made(), readRecords(editor.userDataDir));

    await look(0);
    for (let index = 1; index <= ACTIONS; index += 1) {
      await act(index);
      if (index % Math.floor(ACTIONS / BLOCKS) === 0) await look(index);
    }
    for (const { fault } of proxy.requests) if (fault) count(faults, fault);
    const left = (await made()).length;
    const issued = (await lastId()) - before;
    const report = { seed: SEED, done, faults, issued, left, failureToasts, recoveries, figures };
    process.stdout.write(`\n${soakReportText(report)}\n\n`);

    assert.deepEqual(await lost(), []);
    await attendToJournal(userAt(0));
    assert.deepEqual(await lost(), [], 'once nothing is open any more');
    assert.deepEqual(await deadFiles(tenant, readRecords(editor.userDataDir)), []);
    assert.deepEqual(unhandledErrors(editor.logs()), []);
    const lastProcess = figures.filter(({ pid }) => pid === figures.at(-1)?.pid);
    assert.ok(lastProcess.length >= 4, 'it was looked at often enough');
    assert.deepEqual(growing(lastProcess), []);
  });
});
