import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '../support/folders/projectFolders.ts';
import { isRunning, type ProcessIdentity, processTree } from '../support/processTree.ts';
import { openEditorWindow } from '../support/realEditor/editorWindow.ts';
import { workbench } from '../support/realEditor/workbench/workbench.ts';

/** `npm start` as a newcomer runs it, but with a state folder of its own. */
class StartedProject {
  readonly npm: ChildProcess;
  readonly stateFolder: string;
  errors = '';

  constructor(stateFolder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    this.stateFolder = stateFolder;
    this.npm = spawn('npm', ['start', '--', '--no-open', '--state', stateFolder, ...args], {
      cwd: projectRoot,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A separate process group, to receive Ctrl-C as in a terminal.
      detached: true,
    });
    this.npm.stderr?.on('data', text => {
      this.errors += text;
    });
  }

  get group(): number {
    assert.ok(this.npm.pid);
    return this.npm.pid;
  }

  /** Waits for the lines that name what was started. */
  async printed(): Promise<{ tenant: string; editor: string }> {
    assert.ok(this.npm.stdout);
    const found = new Map<string, string>();
    for await (const line of readline.createInterface({ input: this.npm.stdout })) {
      const [, name, value] = /^(Local tenant|Editor): (.+)$/.exec(line) ?? [];
      if (name && value) found.set(name, value);
      const [tenant, editor] = [found.get('Local tenant'), found.get('Editor')];
      if (tenant && editor) return { tenant, editor };
    }
    throw new Error(`npm start printed no address:\n${this.errors}`);
  }

  /** Presses Ctrl-C and waits until npm has ended. */
  async interrupt(): Promise<void> {
    const ended = once(this.npm, 'exit');
    process.kill(-this.group, 'SIGINT');
    await ended;
  }
}

async function isOpen(port: string): Promise<boolean> {
  const socket = net.connect(Number(port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Waits until none of the processes runs; the test's own time limit ends the wait. */
async function allGone(processes: readonly ProcessIdentity[]): Promise<void> {
  while (processes.some(isRunning)) await wait(50);
}

describe('npm start', () => {
  let scratch: string;

  before(() => {
    scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'start-'));
  });
  after(() => fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }));

  /** Stops what a failed test left running: ending npm ends all. */
  async function end(started: StartedProject | undefined): Promise<void> {
    if (started?.npm.exitCode !== null || started.npm.signalCode !== null) return;
    const tree = processTree(started.group);
    process.kill(-started.group, 'SIGTERM');
    await allGone(tree);
  }

  describe('with the editor from npm', () => {
    let state: string;
    let started: StartedProject;
    let addresses: { tenant: string; editor: string };

    before(async () => {
      state = path.join(scratch, 'state');
      started = new StartedProject(state, ['--editor', 'npm']);
      addresses = await started.printed();
    });
    after(() => end(started));

    it('presets the tenant without its secret, and requires the token', async () => {
      const running = JSON.parse(fs.readFileSync(path.join(state, 'tenant/running.json'), 'utf8'));
      const settings = fs.readFileSync(path.join(state, 'user-data/User/settings.json'), 'utf8');
      const [connection] = JSON.parse(settings)['clientCredentials.connections'];
      assert.equal(connection.resource, addresses.tenant);
      assert.equal(connection.tenantId, running.tenantId);
      assert.ok(running.clientSecret.length > 0);
      assert.ok(!settings.includes(running.clientSecret));

      const { origin } = new URL(addresses.editor);
      assert.equal((await fetch(origin)).status, 403);
      assert.equal((await fetch(`${origin}/mint-key`, { method: 'POST' })).status, 403);
    });

    it('rejects a second start on the same folder', async () => {
      const second = new StartedProject(state, ['--editor', 'npm']);
      const [code] = await once(second.npm, 'exit');

      assert.equal(code, 1);
      assert.match(second.errors, /--state FOLDER/);
      assert.equal(await isOpen(new URL(addresses.editor).port), true);
    });

    it('opens an editor at the printed address, and leaves no process behind', async () => {
      const ports = [addresses.tenant, addresses.editor].map(address => new URL(address).port);
      const { context, page } = await openEditorWindow({
        port: 0,
        profileFolder: path.join(scratch, 'browser'),
      });
      await page.goto(addresses.editor);
      const window = workbench(page);
      await window.ready();
      for (const file of ['.gitignore', 'appsettings.placeholder.json', 'README.md', 'token.mjs']) {
        await window.tree.item(file).waitFor();
      }
      // Signed in to the tenant with its sample clients, without any user action.
      await window.openContainer('Client Credentials');
      await window.tree.expand('Client-Credentials');
      assert.equal(await window.tree.description('Client-Credentials'), '10');
      await window.tree.item('Local administrator').waitFor();
      await window.screenshot('start');
      const processes = processTree(started.group);
      assert.ok(processes.length > 5, 'npm, the tenant, the server and its extension host run');
      await context.close();

      await started.interrupt();
      await allGone(processes);
      assert.deepEqual(await Promise.all(ports.map(isOpen)), [false, false]);
    });
  });

  it('uses VS Code from the PATH if available, and ends with it', async () => {
    const bin = path.join(scratch, 'bin');
    fs.mkdirSync(bin);
    const seen = path.join(scratch, 'arguments');
    // Fakes the desktop editor, which cannot run here: records its arguments and exits at once.
    fs.writeFileSync(path.join(bin, 'code'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}'\n`, { mode: 0o755 });
    const state = path.join(scratch, 'desktop');
    const started = new StartedProject(state, [], {
      PATH: `${bin}${path.delimiter}${process.env.PATH}`,
      DISPLAY: ':0',
      VSCODE_IPC_HOOK_CLI: undefined,
    });
    try {
      const ended = once(started.npm, 'exit');
      const { editor } = await started.printed();

      assert.equal(editor, `a window of ${path.join(bin, 'code')}`);
      assert.deepEqual(await ended, [0, null]);
    } finally {
      await end(started);
    }
    const args = fs.readFileSync(seen, 'utf8').split('\n');
    assert.ok(args.includes(`--extensionDevelopmentPath=${projectRoot}`));
    assert.ok(args.includes(`--user-data-dir=${path.join(state, 'user-data')}`));
    assert.ok(args.includes(path.join(state, 'workspace')));
  });
});
