import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../support/folders/projectFolders.ts';
import { type ForwardProxy, startProxy } from '../support/network/proxy/startProxy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { playAddClient } from './addClientWizard.ts';
import { attachedTo } from './attachedTo.ts';
import { answer } from './leaks/play.ts';
import { restrictedModeStory } from './restrictedModeStory.ts';
import { described } from './tenantSuite.ts';

const GIB = 1024 ** 3;

/** Writes its environment to a file for the test. */
const JOB = `require('fs').writeFileSync(__dirname + '/took.txt', process.env.TAKEN ?? 'nothing');`;

/** Programs that git or we might run. */
const PROGRAMS = ['gh', 'vault', 'az', 'aws', 'op', 'kubectl', 'pass', 'git', 'node', 'code', 'trap'];

/** Settings of git that name a program. */
const GIT_TRAPS = [
  ...['core.fsmonitor', 'core.sshCommand', 'core.editor', 'core.pager', 'diff.external', 'core.askPass'],
  ...['gpg.program', 'credential.helper', 'filter.x.clean', 'filter.x.smudge'],
];

describe('a malicious workspace', () => {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'malicious-')));
  const at = (...names: string[]) => path.join(root, ...names);
  const marker = at('ran.txt');
  let tenant: LocalTenant;
  let own: ForwardProxy;
  let evil: ForwardProxy;
  let editor: Editor | undefined;
  /** The id of the client “Other”, whose secret is saved. */
  let idOfOther: string;
  const ui = () => {
    assert.ok(editor);
    return editor.workbench;
  };
  /** The extension settings that a workspace tried to set: all of them. */
  const tried: string[] = [];

  const put = (name: string, text: string, mode = 0o644) => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text, { mode });
  };

  function hostileSettings(): Record<string, unknown> {
    const { contributes } = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
    const signIn = { method: 'browser', clientId: 'x', redirectUri: 'http://evil.example/callback' };
    const values: Readonly<Record<string, unknown>> = {
      array: [{ name: 'Evil', resource: 'https://evil.example', tenantId: crypto.randomUUID(), signIn }],
      string: at('evil-folder'),
      integer: 3600,
      number: 1,
      boolean: true,
      object: {},
    };
    const ours = Object.entries<{ type: string }>(contributes.configuration.properties);
    tried.push(...ours.map(([name]) => name));
    return {
      ...Object.fromEntries(ours.map(([name, { type }]) => [name, values[type]])),
      'http.proxy': `http://${evil.host}`,
      'http.noProxy': ['*'],
      'http.proxyAuthorization': 'Basic eDp5',
      'http.proxyStrictSSL': false,
      'http.systemCertificates': false,
      'git.path': at('app/bin/git'),
      'terminal.integrated.env.linux': { PATH: at('app/bin'), ADH_RESOURCE: 'https://evil.example' },
    };
  }

  before(async () => {
    tenant = await startLocalTenant();
    [own, evil] = await Promise.all([startProxy({ map: {} }), startProxy({ map: {} })]);
    const settings = hostileSettings();
    put('app/.vscode/settings.json', JSON.stringify(settings));
    put('all.code-workspace', JSON.stringify({ folders: [{ path: 'app' }], settings }));
    for (const name of PROGRAMS) {
      for (const folder of ['app/bin', 'app', 'app/node_modules/.bin'])
        put(`${folder}/${name}`, `#!/bin/sh\necho "${name}" >> "${marker}"\n`, 0o755);
    }
    execFileSync('git', ['init', '--quiet', at('app')]);
    for (const key of GIT_TRAPS)
      execFileSync('git', [
        '-C',
        at('app'),
        'config',
        key,
        key.endsWith('x.clean') ? './trap' : at('app/trap'),
      ]);
    execFileSync('git', ['-C', at('app'), 'config', 'alias.check-ignore', `!${at('app/trap')}`]);
    execFileSync('git', ['-C', at('app'), 'config', 'alias.ls-files', `!${at('app/trap')}`]);
    execFileSync('git', ['-C', at('app'), 'config', 'core.hooksPath', at('app')]);
    put('app/.gitattributes', '* filter=x diff=x\n');
    execFileSync('mkfifo', [at('app/.env')]);
    put('app/appsettings.json', '');
    fs.truncateSync(at('app/appsettings.json'), GIB);
    put('app/.env.local', 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n');
    put('app/.env.test', 'ADH_CLIENT_ID=<id>\nADH_CLIENT_SECRET=<secret>\n');
    fs.symlinkSync(at('secrets.env'), at('app/local.settings.json'));
    put('secrets.env', '{ "Values": { "ADH_CLIENT_ID": "", "ADH_CLIENT_SECRET": "somebody-elses" } }');
    put('app/job.cjs', JOB);
    editor = await openEditor({
      folder: at('all.code-workspace'),
      workspaceTrust: true,
      alsoInstalled: ['test/support/probeDebugger'],
      // The editor's own git runs programs of a trusted repository, even without us.
      settings: { ...attachedTo(tenant), 'git.enabled': false, 'http.proxy': `http://${own.host}` },
      environment: { PATH: `.:bin:./node_modules/.bin::${process.env.PATH}`, HOME: at('home') },
    });
    await ui().statusBarItem('Restricted Mode').waitFor();
    await ui().openContainer('Client Credentials');
    await ui().tree.item('Client-Credentials').waitFor();
  });
  after(async () => {
    await editor?.dispose();
    await Promise.all([own?.dispose(), evil?.dispose(), tenant?.stop()]);
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await ui().screenshot('failed-malicious');
  });

  function configure(clientId: string): void {
    const env = { TAKEN: `\${clientCredentials:${clientId}:clientSecret}` };
    const job = { name: 'Job', type: 'probe', request: 'launch', program: at('app/job.cjs'), env };
    put('app/.vscode/launch.json', JSON.stringify({ version: '0.2.0', configurations: [job] }));
    const task = { label: 'Task', type: 'shell', command: `echo '${env.TAKEN}' > task.txt` };
    put('app/.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks: [task] }));
  }

  // Before the user trusts it, and after.
  describe('in Restricted Mode', () => {
    it('gets nothing: settings are ignored, programs are not run, unreadable files are shown', async () => {
      const { tree } = ui();
      assert.ok(tried.length >= 4);
      await described(tree.item('.env'), 'no file, and not read');
      await described(tree.item('appsettings.json'), 'too large to be read');
      await described(tree.item('.env.local'), 'to be filled in');
      assert.ok(!(await tree.labels()).includes('Evil'));
      await ui().screenshot('malicious-restricted');
      assert.equal(fs.existsSync(at('evil-folder')), false);
      assert.equal(fs.existsSync(marker), false);
    });
  });

  restrictedModeStory(ui, at('app/.env.test'));

  describe('once the user trusts it', () => {
    it('still cannot set the host, the folder or the proxy', async () => {
      const { tree } = ui();
      assert.ok(!(await tree.labels()).includes('Evil'));
      await ui().runCommand('Client Credentials: Switch Connection…');
      await ui().quickInput.row('Local tenant').waitFor();
      assert.deepEqual(
        (await ui().quickInput.labels()).filter(label => label.includes('Evil')),
        [],
      );
      await ui().quickInput.cancel();
      await ui().runCommand('Client Credentials: Add Connection…');
      await answer(
        ui(),
        'Add Connection',
        { pick: 'AVEVA CONNECT' },
        tenant.tenantId,
        { pick: 'As a client' },
        tenant.clientId,
        'not-a-secret',
        'Outside',
      );
      await eventually(() => assert.ok(own.tunnels.length > 0));
      assert.deepEqual(evil.tunnels, []);
      assert.equal(fs.existsSync(at('evil-folder')), false);
      await ui().clearToasts();
    });

    it('needs consent once to get the secret of a client that was not inserted there', async () => {
      await playAddClient(ui(), { name: 'Other', destination: 'Keep in SecretStorage only' });
      const view = ui().webview();
      const clientId = (await view.locator('#clientId').textContent()) ?? '';
      idOfOther = clientId;
      await ui().closeAllEditors();
      configure(clientId);
      const { page, quickInput } = ui();
      const shown = ui()
        .dialog()
        .or(page.locator('.debug-toolbar'))
        .or(page.locator('.statusbar.debugging'))
        .first();
      const isStarted = async () => (await shown.isVisible()) || fs.existsSync(at('app/took.txt'));
      const start = async (): Promise<void> => {
        fs.rmSync(at('app/took.txt'), { force: true });
        for (;;) {
          await ui().runCommand('Debug: Start Without Debugging');
          await eventually(async () =>
            assert.ok((await isStarted()) || (await quickInput.widget.isVisible())),
          );
          if (await isStarted()) return;
          // The editor asks what to debug until it has read the launch configuration.
          await quickInput.cancel();
        }
      };
      const question = 'Give the launch configuration “Job” the secret of “Other”?';
      await start();
      await ui().dialog(question).waitFor();
      await ui().screenshot('malicious-debug');
      await ui().pressDialog(question, 'Cancel');
      assert.equal(fs.existsSync(at('app/took.txt')), false);
      await start();
      await ui().pressDialog(question, 'Give It the Secret');
      await eventually(() => assert.match(fs.readFileSync(at('app/took.txt'), 'utf8'), /^[\w+/]{43}=$/));
      await start();
      await eventually(() => assert.match(fs.readFileSync(at('app/took.txt'), 'utf8'), /^[\w+/]{43}=$/));
      assert.equal(await ui().dialog(question).count(), 0);
    });

    it('has no task that gets a secret', async () => {
      const { quickInput } = ui();
      await ui().runCommand('Tasks: Run Task');
      await quickInput.pick('Task');
      const scanned = quickInput.row('Continue without scanning');
      await eventually(async patienceMs => {
        // The editor asks for a problem matcher unless it is set.
        if (await scanned.isVisible()) await scanned.click({ timeout: patienceMs });
        assert.match(fs.readFileSync(at('app/task.txt'), 'utf8'), /^\$\{clientCredentials:|^$/);
      });
    });

    it('cannot redirect a write outside, or run its own program', async () => {
      const { quickInput, tree } = ui();
      const before = fs.readFileSync(at('secrets.env'), 'utf8');
      await tree.inlineAction('.env.local', 'Insert Credentials Here…');
      await quickInput.pick('Other');
      await quickInput.pick('Write to .env.local');
      await ui().pressDialog('git does not ignore .env.local.', 'Write Anyway');
      await ui().toast('The credentials of Other are in .env.local.').waitFor();
      await tree.contextMenu('local.settings.json', 'Insert Credentials Here…');
      await quickInput.pick('Other');
      await quickInput.pick('Write to local.settings.json');
      await ui().toast('leads out of the workspace folder').waitFor();
      await ui().runCommand('Client Credentials: Verify All Credentials');
      await quickInput.waitForTitle('Verified: ');
      await quickInput.cancel();
      assert.equal(fs.readFileSync(at('secrets.env'), 'utf8'), before);
      assert.equal(fs.existsSync(marker), false, 'nothing that the workspace names has run');
      process.stdout.write(
        `      settings tried: ${tried.length}, programs laid out: ${PROGRAMS.length * 3}, settings of git: ${GIT_TRAPS.length + 3}, run: 0\n`,
      );
    });

    it('cannot choose what a command of ours works on, by “inputs” of launch.json and tasks.json', async () => {
      const { quickInput } = ui();
      let connections = 0;
      const server = http
        .createServer((_request, response) => response.writeHead(404).end())
        .on('connection', () => {
          connections += 1;
        });
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      const resource = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { tenantId } = tenant;
      const signIn = { method: 'browser', clientId: 'x', redirectUri: 'http://127.0.0.1:54321/callback' };
      const connection = { name: 'Local tenant', kind: 'service', resource, tenantId, signIn };
      const client = { type: 'clientCredentials', id: idOfOther, name: 'Other', enabled: true, tags: [] };
      const secret = { id: 1, description: '', expires: false };
      const forged: Readonly<Record<string, readonly [args: object, asked: string]>> = {
        rotate: [{ kind: 'secret', connection, client, secret }, 'Which client?'],
        openTerminal: [{ kind: 'client', connection, client }, 'Which credentials?'],
        insert: [{ kind: 'client', connection, client }, 'Which credentials?'],
        verify: [{ kind: 'client', connection, client }, 'Which credentials?'],
        editClient: [{ kind: 'client', connection, client }, 'Which client?'],
      };
      const files = () => ['.env.local', '.env.test'].map(file => fs.readFileSync(at('app', file), 'utf8'));
      const before = files();
      try {
        for (const [command, [args, asked]] of Object.entries(forged)) {
          const inputs = [{ id: 'steal', type: 'command', command: `clientCredentials.${command}`, args }];
          const job = { name: 'Job', type: 'probe', request: 'launch', program: `\${input:steal}` };
          put('app/.vscode/launch.json', JSON.stringify({ version: '0.2.0', configurations: [job], inputs }));
          const task = { label: 'Task', type: 'shell', command: `echo \${input:steal}` };
          put('app/.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks: [task], inputs }));
          const title = ui().page.locator('.quick-input-title:visible', { hasText: asked });
          for (const run of ['Debug: Start Without Debugging', 'Tasks: Run Task']) {
            await eventually(async patienceMs => {
              await ui().runCommand(run);
              const choice = quickInput.row('Task').or(quickInput.row('Continue without scanning'));
              for (let turns = 0; turns < 2 && !(await title.isVisible()); turns += 1) {
                await title.or(choice).first().waitFor({ timeout: patienceMs });
                if (!(await title.isVisible())) await choice.first().click({ timeout: patienceMs });
              }
              await title.waitFor({ timeout: patienceMs });
            });
            await quickInput.cancel();
            await ui().clearToasts();
          }
        }
        assert.equal(connections, 0, 'connections to the address in the arguments');
        assert.deepEqual(files(), before);
        assert.equal(await ui().page.locator('.terminal-tabs-entry', { hasText: 'Other' }).count(), 0);
        await fetch(resource);
        assert.equal(connections, 1, 'one would be noticed');
      } finally {
        server.close();
      }
    });

    it('is detected if it runs one', () => {
      execFileSync(at('app/bin/gh'));
      assert.match(fs.readFileSync(marker, 'utf8'), /^gh/);
    });
  });
});
