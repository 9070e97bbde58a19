import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COMMAND_NAMES, type CommandName } from '../../../src/editor/vocabulary/commandId.ts';
import { filesBelow } from '../../support/folders/filesBelow.ts';
import { copySampleWorkspace } from '../../support/folders/sampleWorkspaceCopy.ts';
import { type FaultyProxy, startFaultyProxy } from '../../support/network/faultyProxy.ts';
import { type ForwardProxy, startProxy } from '../../support/network/proxy/startProxy.ts';
import { type Editor, openEditor } from '../../support/realEditor/openEditor.ts';
import { administratorToken, type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';
import { attachedTo } from '../attachedTo.ts';
import { asAdministrator } from '../signInSuite.ts';
import { Canaries } from './canaries.ts';
import { CONNECTION_PROBE, connectionsOf, extensionHostSockets } from './connectionRecord.ts';
import { PLAYS } from './everyCommand.ts';
import {
  type Finding,
  filePlaces,
  pagePlaces,
  processPlaces,
  type Searched,
  search,
  storagePlaces,
} from './leakSearch.ts';
import { answer, type Stage } from './play.ts';

/** Clients of the tenant that has more than a page of them. */
const MANY = 1600;

/** Files that the user chose for a secret. */
const CHOSEN = ['.env', 'appsettings.json'];

/** Polling interval for the sockets of the extension host, milliseconds. */
const LOOK_MS = 500;

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

describe('every command, on a tenant whose every secret is known', () => {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'leaks-')));
  const [folder, home, watchFile] = ['workspace', 'home', 'connections.jsonl'].map(name =>
    path.join(root, name),
  ) as [string, string, string];
  const canaries = new Canaries();
  const played: CommandName[] = [];
  const looks: Searched[] = [];
  const sockets = new Map<string, number>();
  let looked = 0;
  let tenant: LocalTenant;
  let many: LocalTenant;
  let proxy: FaultyProxy;
  let outside: ForwardProxy;
  let editor: Editor;
  let looking: NodeJS.Timeout | undefined;

  before(async () => {
    copySampleWorkspace(folder);
    [tenant, many] = await Promise.all([startLocalTenant(), startLocalTenant({ seed: MANY })]);
    for (const each of [tenant, many]) {
      canaries.add(each.clientSecret, 'administrator’s secret');
      // All tokens of a tenant have a common prefix, even without the proxy.
      const [head = ''] = (await administratorToken(each)).split('.');
      assert.ok(head.length >= 20);
      canaries.add(head, 'head of any token');
    }
    proxy = await startFaultyProxy(tenant.resource, { answered: body => canaries.addFrom(body) });
    outside = await startProxy({ map: {} });
    const throughIt = { HTTP_PROXY: `http://${outside.host}`, HTTPS_PROXY: `http://${outside.host}` };
    editor = await openEditor({
      folder,
      persist: home,
      logLevel: 'trace',
      settings: { ...attachedTo(many), 'http.proxy': `http://${outside.host}` },
      alsoInstalled: [CONNECTION_PROBE],
      environment: { CONNECTION_WATCH_FILE: watchFile, ...throughIt },
    });
    looking = setInterval(() => {
      looked += 1;
      for (const { remote, local } of extensionHostSockets(process.pid)) {
        const key = `${local.split(':').at(-1)} ${remote}`;
        sockets.set(key, (sockets.get(key) ?? 0) + 1);
      }
    }, LOOK_MS);
    await editor.workbench.openContainer('Client Credentials');
    await editor.workbench.tree.item('Client-Credentials').waitFor();
  });
  after(async () => {
    clearInterval(looking);
    await editor?.dispose();
    await Promise.all([outside?.dispose(), proxy?.dispose()]);
    await Promise.all([tenant?.stop(), many?.stop()]);
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });

  const show = (title: string, counts: Readonly<Record<string, unknown>>) =>
    process.stdout.write(
      `${[`      ${title}`, ...Object.entries(counts).map(([name, count]) => `${name}: ${count}`)].join('\n        ')}\n`,
    );

  const stage = (): Stage => ({
    ui: editor.workbench,
    rig: asAdministrator(
      { tenant: { ...tenant, resource: proxy.resource } },
      { name: 'Rig' },
    ) as Stage['rig'],
    at: name => path.join(folder, name),
    run: title => editor.workbench.runCommand(`Client Credentials: ${title}`),
  });

  it('has a row for each', () => {
    assert.deepEqual(Object.keys(PLAYS).toSorted(), [...COMMAND_NAMES].toSorted());
  });

  for (const [name, { play, shows }] of Object.entries(PLAYS)) {
    it(`${name} shows no value${shows ? ` except in the chosen ${shows}` : ''}`, async () => {
      // Later plays depend on earlier ones.
      if (played.length < Object.keys(PLAYS).indexOf(name)) throw new Error('one before has failed');
      const { page, workbench } = editor;
      try {
        await play(stage());
      } catch (error) {
        await workbench.screenshot(`leak-${name}-failed`);
        throw error;
      }
      const before = await pagePlaces(page);
      if (shows === 'page') {
        const shown = search(canaries, before);
        assert.ok(shown.findings.length > 0, 'the search sees what is shown');
        assert.deepEqual(
          shown.findings.filter(({ place }) => place === 'the window'),
          [],
        );
      }
      if (shows === undefined) looks.push(search(canaries, before));
      if ((await page.locator('.tab').count()) > 0) await workbench.closeAllEditors();
      looks.push(search(canaries, await pagePlaces(page)));
      assert.deepEqual(
        looks.flatMap(({ findings }) => findings),
        [],
      );
      played.push(name as CommandName);
    });
  }

  it('was run according to the editor’s trace', () => {
    assert.deepEqual(played.toSorted(), [...COMMAND_NAMES].toSorted());
    const traces = filesBelow(editor.logs()).filter(file => /exthost.*\.log$/.test(file));
    const text = traces.map(file => fs.readFileSync(file, 'utf8')).join('\n');
    const run = new Set([...text.matchAll(/clientCredentials\.(\w+)/g)].map(([, name]) => name));
    assert.deepEqual(
      COMMAND_NAMES.filter(name => !run.has(name)),
      [],
    );
  });

  it('left no value in stored state, processes or files other than the chosen ones', async () => {
    const { page } = editor;
    const files = search(canaries, filePlaces(home, folder));
    const isChosen = ({ place }: Finding) => CHOSEN.some(name => place === path.join(folder, name));
    assert.deepEqual(
      files.findings.filter(finding => !isChosen(finding)),
      [],
    );
    const chosen = new Set(files.findings.filter(isChosen).map(({ place }) => place));
    assert.equal(chosen.size, CHOSEN.length, 'the search finds what is there');

    const state = await storagePlaces(page);
    const stored = search(canaries, state);
    assert.deepEqual(stored.findings, []);
    // where VS Code keeps SecretStorage in a browser: the values are there, encrypted
    const encrypted = state.filter(([, content]) => content.includes('secrets.provider'));
    assert.ok(encrypted.length > 0, 'SecretStorage was looked at');

    const processes = search(canaries, processPlaces(process.pid));
    assert.deepEqual(processes.findings, []);

    const counts = canaries.counts();
    assert.ok(Object.keys(counts).length >= 3 && canaries.all().length >= 8, JSON.stringify(counts));
    show('searched', {
      'commands played': played.length,
      'values known': canaries.all().length,
      ...counts,
      'looks at the window and its pages': looks.length,
      'documents looked at': looks.reduce((sum, { places }) => sum + places, 0),
      'bytes of them': looks.reduce((sum, { bytes }) => sum + bytes, 0),
      files: files.places,
      'bytes in files': files.bytes,
      'entries of stored state': stored.places,
      'command lines and environments': processes.places,
      'files that were chosen': chosen.size,
      'findings elsewhere': 0,
    });
    assert.ok(files.places > 50 && files.bytes > 1_000_000 && stored.places > 10 && processes.places > 20);
  });

  it('reached only the connections’ hosts', async () => {
    clearInterval(looking);
    const noted = connectionsOf(watchFile);
    const connects = noted.filter(({ kind }) => kind === 'connect');
    const ours = [proxy.port, Number(new URL(many.resource).port)];
    assert.deepEqual(
      connects.filter(({ host = '', port = 0 }) => !LOOPBACK.includes(host) || !ours.includes(port)),
      [],
    );
    assert.deepEqual(new Set(connects.map(({ port }) => port)), new Set(ours));
    const lookups = noted.filter(({ kind, host = '' }) => kind === 'lookup' && !LOOPBACK.includes(host));
    assert.deepEqual(lookups, []);
    assert.deepEqual(outside.tunnels, [], 'nothing asked the proxy for the way out');

    // the page's own socket is handed over by the editor's server, with the server's port
    const remotes = [...sockets.keys()].map(key => key.split(' ') as [local: string, remote: string]);
    const toTenants = remotes.filter(([, remote]) => ours.includes(Number(remote.split(':').at(-1))));
    const others = remotes.filter(([, remote]) => !ours.includes(Number(remote.split(':').at(-1))));
    assert.ok(
      others.every(([, remote]) => remote.startsWith('127.0.0.1:')),
      JSON.stringify(others),
    );
    assert.ok(new Set(others.map(([local]) => local)).size <= 1, 'one port of the editor’s own');
    assert.ok(toTenants.length > 0 && looked > 50);
    show('network of the extension host', {
      'connections opened': connects.length,
      'to the connections’ ports': connects.length,
      'names looked up': noted.filter(({ kind }) => kind === 'lookup').length,
      'requests to the proxy': outside.tunnels.length,
      'looks at the kernel’s sockets': looked,
      'sockets seen to tenants': toTenants.length,
      'sockets seen of the editor itself': others.length,
      'sockets seen elsewhere': 0,
    });
  });

  it('is detected when connecting elsewhere', async () => {
    const { workbench } = editor;
    const noted = connectionsOf(watchFile).length;
    const replies = [
      { pick: 'AVEVA CONNECT' },
      tenant.tenantId,
      { pick: 'As a client' },
      tenant.clientId,
      'not-a-secret',
      'Outside',
    ];
    await workbench.runCommand('Client Credentials: Add Connection…');
    await answer(workbench, 'Add Connection', ...replies);
    await workbench.toast('proxy').first().waitFor();
    assert.ok(outside.tunnels.some(tunnel => /datahub\.connect\.aveva\.com:443/.test(tunnel)));
    assert.ok(connectionsOf(watchFile).length > noted);
  });
});
