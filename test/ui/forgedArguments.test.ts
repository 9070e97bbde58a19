import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { COMMAND_NAMES, commandId } from '../../src/editor/vocabulary/commandId.ts';
import { filesBelow } from '../support/folders/filesBelow.ts';
import { copySampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { sample } from '../support/runner/sampling.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { administratorCaller } from '../unit/localTenant/apiCaller.ts';
import { playAddClient } from './addClientWizard.ts';
import { attachedTo } from './attachedTo.ts';

/** A line of what the forger has noted. */
interface Noted {
  readonly kind: 'registered' | 'shapes' | 'taken' | 'begins' | 'ended' | 'done';
  readonly command?: string;
  readonly commands?: readonly string[];
  readonly names?: readonly string[];
  readonly shape?: string;
  readonly thrown?: string;
  readonly clipboard?: string;
  readonly terminals?: number;
  readonly stray?: readonly string[];
}

/** A command, and the shape of the arguments that it gets. */
interface Run {
  readonly command: string;
  readonly shape: string;
}

const CLIPBOARD = 'of the user';
const KEPT = 'Keep in SecretStorage only';
const CLIENTS = '/ClientCredentialClients';

/** The commands of one test: each command may ask the service for something. */
const GROUP_SIZE = 6;

const GROUPS = COMMAND_NAMES.flatMap((_name, index) =>
  index % GROUP_SIZE === 0 ? [COMMAND_NAMES.slice(index, index + GROUP_SIZE)] : [],
);

/** Commands that the editor makes of each view; the extension does not run them. */
const OF_VIEWS = /^clientCredentials\.(clients|project|audit)\.\w+$/;

describe('commands with arguments that our trees have not made', () => {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'forged-')));
  const at = (...names: string[]) => path.join(root, ...names);
  const [folder, orderFile, resultFile] = [at('workspace'), at('order.json'), at('result.jsonl')];
  let tenant: LocalTenant;
  let editor: Editor;
  let evil: http.Server;
  let connections = 0;
  /** Of the client whose secret is saved, and in no file. */
  let clientId: string;
  let secretId: number;
  const ui = () => editor.workbench;

  before(async () => {
    copySampleWorkspace(folder);
    tenant = await startLocalTenant();
    evil = http
      .createServer((_request, response) => response.writeHead(404).end())
      .on('connection', () => {
        connections += 1;
      });
    await new Promise<void>(resolve => evil.listen(0, '127.0.0.1', resolve));
    fs.writeFileSync(resultFile, '');
    editor = await openEditor({
      folder,
      settings: attachedTo(tenant),
      alsoInstalled: ['test/support/forger'],
      environment: { FORGER_ORDER: orderFile, FORGER_RESULT: resultFile },
    });
    await ui().openContainer('Client Credentials');
    await ui().tree.item('Client-Credentials').waitFor();
    await addClient('Bound', '.env');
    await addClient('Saved', KEPT);
    const call = await administratorCaller(tenant);
    const clients: readonly { Id: string; Name: string }[] = (await call('GET', CLIENTS)).body;
    clientId = clients.find(({ Name }) => Name === 'Saved')?.Id ?? '';
    secretId = (await call('GET', `${CLIENTS}/${clientId}/Secrets`)).body[0].Id;
    const [local] = attachedTo(tenant)['clientCredentials.connections'] as readonly object[];
    // With two of them, each command that has no node asks for the connection first.
    const second = { ...local, name: 'Second', kind: 'service' };
    await editor.changeSettings({ ...attachedTo(tenant), 'clientCredentials.connections': [local, second] });
    await ui().openContainer('Client Credentials');
    await ui().tree.expand('Local tenant');
    await ui().tree.expand('Client-Credentials');
    await ui().tree.expand('Saved');
  });
  after(async () => {
    await editor?.dispose();
    evil?.close();
    await tenant?.stop();
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await ui().screenshot('failed-forged');
  });

  async function addClient(name: string, destination: string): Promise<void> {
    await playAddClient(ui(), { name, destination });
    await ui().webview().getByRole('heading', { name }).waitFor();
    await ui().closeAllEditors();
  }

  const noted = (): readonly Noted[] =>
    fs
      .readFileSync(resultFile, 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line));

  /** Has the forger run commands, and dismisses every question that the editor itself asks. */
  async function forge(runs: readonly Run[]): Promise<readonly Noted[]> {
    const { port } = evil.address() as AddressInfo;
    const resource = `http://127.0.0.1:${port}`;
    const known = {
      resource,
      tenantId: tenant.tenantId,
      clientId,
      secretId,
      file: path.join(folder, '.env'),
    };
    fs.writeFileSync(orderFile, JSON.stringify({ ...known, runs }));
    fs.writeFileSync(resultFile, '');
    await ui().runCommand('Forge: Run Every Command');
    while (!noted().some(({ kind }) => kind === 'done')) {
      await wait(100);
      if (await ui().dialog().first().isVisible()) await ui().page.keyboard.press('Escape');
    }
    return noted();
  }

  const snapshot = () =>
    Object.fromEntries(filesBelow(folder).map(file => [file, fs.readFileSync(file, 'base64')]));

  /** Returns the files of our records, without those that only say when something was looked at. */
  const records = () =>
    filesBelow(editor.userDataDir)
      .filter(file => /[\\/](bindings|journal|kept)[\\/][^\\/]+\.json$/.test(file))
      .map(file => [file, fs.readFileSync(file, 'utf8')]);

  let count = 0;
  let shapes: readonly string[];
  let registered: readonly string[];

  it('can be run by an extension that takes rows of ours from the context menu', async () => {
    for (const [index, label] of ['Saved', 'Bound', 'Client-Credentials', 'Local tenant'].entries()) {
      await ui().tree.contextMenu(label, 'Take This Row');
      await eventually(() => assert.equal(noted().filter(({ kind }) => kind === 'taken').length, index + 1));
    }
    const listed = await forge([]);
    shapes = listed.find(({ kind }) => kind === 'shapes')?.names ?? [];
    registered = listed.find(({ kind }) => kind === 'registered')?.commands ?? [];
    assert.ok(shapes.length > 90, String(shapes.length));
  });

  it('are all known: those of the manifest, and what the editor makes of views', () => {
    const ours = COMMAND_NAMES.map(commandId);
    const others = registered.filter(each => !ours.includes(each));
    assert.deepEqual(
      others.filter(each => each.startsWith('clientCredentials.') && !OF_VIEWS.test(each)),
      [],
    );
    assert.deepEqual(
      ours.filter(each => !registered.includes(each)),
      [],
    );
  });

  /** The runs of this test run: some of every command, and some of every shape. */
  function chooseRuns(): readonly Run[] {
    const all = COMMAND_NAMES.map(commandId).flatMap(command => shapes.map(shape => ({ command, shape })));
    return [
      ...new Set([...sample(all, ({ command }) => command, 3), ...sample(all, ({ shape }) => shape, 1)]),
    ];
  }

  const inService = async () => {
    const call = await administratorCaller(tenant);
    return [
      (await call('GET', CLIENTS)).body,
      (await call('GET', `${CLIENTS}/${clientId}/Secrets`)).body,
    ] as const;
  };

  for (const names of GROUPS) {
    it(`have no effect elsewhere, and none unasked: ${names.join(', ')}`, async () => {
      const runs = chooseRuns().filter(({ command }) => names.some(name => commandId(name) === command));
      const before = { files: snapshot(), records: records(), service: await inService() };
      await ui().page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(CLIPBOARD)})`);
      const results = await forge(runs);
      const ended = results.filter(({ kind }) => kind === 'ended');
      assert.equal(ended.length, runs.length);
      const wrong = ended.filter(
        ({ thrown, clipboard, terminals }) =>
          thrown !== undefined || clipboard !== CLIPBOARD || (terminals ?? 0) > 0,
      );
      assert.deepEqual(wrong, []);
      assert.deepEqual(results.find(({ kind }) => kind === 'done')?.stray, []);
      assert.equal(connections, 0, 'connections to the address in the arguments');
      assert.deepEqual(snapshot(), before.files);
      assert.deepEqual(records(), before.records);
      assert.deepEqual(await inService(), before.service);
      count += runs.length;
    });
  }

  it('would be noticed: the address in the arguments answers', async () => {
    const { port } = evil.address() as AddressInfo;
    await fetch(`http://127.0.0.1:${port}/`);
    assert.ok(connections > 0);
    process.stdout.write(
      `      commands: ${COMMAND_NAMES.length}, shapes: ${shapes.length}, runs: ${count}\n`,
    );
  });
});
