import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CredentialsError } from '../../../src/credentials/credentialsError.ts';
import { finishOperation, undoOperation } from '../../../src/credentials/operations/resumeOperation.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../src/service/identityService.ts';
import { builtProgramEnvironment } from '../builds/builtProgram.ts';
import { serviceOf } from '../credentials/sessions.ts';
import { filesBelow } from '../folders/filesBelow.ts';
import { type LocalTenant, startLocalTenant } from '../tenant/localTenant.ts';
import type { CrashOrder } from './crashOrder.ts';
import { crashProgram } from './crashProgram.ts';
import { fileWriter, machine } from './machine.ts';
import { giveUpAnother, type Scene, setScene, works } from './scene.ts';
import type { Work } from './work.ts';

/** The files of the project that the user chose for secrets. */
const CHOSEN_FILES: readonly string[] = ['.env', 'appsettings.json'];

/** Another name of the second one, outside the project. */
const OTHER_NAME = 'other-name.json';

/** What can be done after a crash. */
export const RECOVERIES = ['finish', 'undo'] as const;

/** One of {@link RECOVERIES}. */
export type Recovery = (typeof RECOVERIES)[number];

/** Whose token the work uses. */
export type Actor = 'administrator' | 'the client itself';

/** A process that does a scene's work. */
export interface WorkingProcess {
  readonly process: ChildProcess;
  /** Resolves with the names of the effects that it passed, or with `undefined` when it was killed. */
  readonly ended: Promise<readonly string[] | undefined>;
}

/** A tenant and a folder for the machines of a suite, with the actions and checks on them. */
export class CrashStage {
  #tenant!: LocalTenant;
  #dispatcher!: HttpDispatcher;
  #service!: IdentityService;
  #scratch = '';
  #scenes = 0;

  /** Starts the tenant before the first test of a suite, and ends it after the last. */
  constructor() {
    before(async () => {
      this.#scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'crash-'));
      this.#tenant = await startLocalTenant();
      this.#dispatcher = new HttpDispatcher();
      this.#service = serviceOf(this.#tenant, this.#dispatcher);
    });
    after(async () => {
      await this.#dispatcher?.dispose();
      await this.#tenant?.stop();
      fs.rmSync(this.#scratch, { recursive: true, force: true });
    });
  }

  /** Sets up a new machine. */
  async newScene(kind: Work['kind']): Promise<Scene> {
    this.#scenes += 1;
    const setting = { tenant: this.#tenant, service: this.#service, dispatcher: this.#dispatcher };
    const scene = await setScene(path.join(this.#scratch, String(this.#scenes)), kind, setting);
    const project = path.join(scene.root, 'project');
    execFileSync('git', ['-C', project, 'init', '-q']);
    const settings = path.join(project, 'appsettings.json');
    // A file with two names is written in place, the other one is replaced.
    if (fs.existsSync(settings)) fs.linkSync(settings, path.join(scene.root, OTHER_NAME));
    return scene;
  }

  /** Sets up a new machine with a client one of whose secrets is given up by its rotation. */
  async newSceneWithRemoval(): Promise<Scene> {
    return giveUpAnother(await this.newScene('rotate'), {
      service: this.#service,
      dispatcher: this.#dispatcher,
    });
  }

  /** Reads where the secret is that a rotation gives up, and whether the journal knows of a rotation. */
  async readRemoval({ root, work }: Scene) {
    const { tenantId, client, removedSecretId = 0 } = work;
    const parts = machine({ root, service: this.#service, dispatcher: this.#dispatcher });
    const secrets = await this.#service.secrets(client.type, client.id);
    const reference = { tenantId, clientId: client.id, secretId: removedSecretId };
    return {
      isInService: secrets.some(({ id }) => id === removedSecretId),
      isSaved: (await parts.keptSecrets.value(reference)) !== undefined,
      count: secrets.length,
      open: await parts.journal.open(),
    };
  }

  /** Starts the work in another process. */
  start(scene: Scene, actor: Actor, at: Pick<CrashOrder, 'dieAt' | 'holdsFirst'>): WorkingProcess {
    const { root, work } = scene;
    const { clientId, clientSecret } =
      actor === 'administrator'
        ? this.#tenant
        : { clientId: work.client.id, clientSecret: scene.clientSecret };
    const order: CrashOrder = { root, work, actor: { clientId, clientSecret }, ...at };
    const child = spawn(process.execPath, [crashProgram('crashChild')], {
      env: { ...builtProgramEnvironment(), CRASH_ORDER: JSON.stringify(order) },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return { process: child, ended: namesOf(child) };
  }

  /** Runs the work in another process. Returns its points, or `undefined` when it was killed at one. */
  run(scene: Scene, actor: Actor, dieAt = 0): Promise<readonly string[] | undefined> {
    return this.start(scene, actor, { dieAt }).ended;
  }

  /** Recovers as the next start does. Returns the clients whose secrets were reported as lost. */
  async recover({ root }: Scene, recovery: Recovery): Promise<readonly string[]> {
    await fileWriter(root).recover();
    const parts = machine({ root, service: this.#service, dispatcher: this.#dispatcher });
    await parts.tellHosts();
    const { signal } = new AbortController();
    const noticed: string[] = [];
    for (const operation of await parts.journal.unattended()) {
      try {
        await (recovery === 'finish' ? finishOperation : undoOperation)(operation, parts, signal);
      } catch (error) {
        assert.ok(error instanceof CredentialsError, String(error));
        if (error.code === 'answerLost') {
          noticed.push(error.orphan?.clientId ?? '');
          await undoOperation(operation, parts, signal);
        } else {
          // An operation that can no longer be undone can be finished.
          assert.ok(['cannotUndo', 'stillBound'].includes(error.code), error.code);
          const now = await parts.journal.get(operation.id);
          await finishOperation(now ?? operation, parts, signal);
        }
      }
    }
    return noticed;
  }

  /** Fails if Git would add a file that the user did not choose. */
  checkGit({ root }: Scene, label: string): void {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-C', path.join(root, 'project'), ...args], { encoding: 'utf8' });
    const found = [git('status', '--porcelain', '-uall'), git('add', '-A', '-n')].join('').split('\n');
    const names = found.map(line => line.replace(/^(?:\?\? |add ')/, '').replace(/'$/, ''));
    const others = names.filter(name => name !== '' && !CHOSEN_FILES.includes(name));
    assert.deepEqual(others, [], `${label}: git would add it`);
  }

  /** Fails if a file that the user did not choose has a secret, or if anything unfinished is left. */
  checkLeftovers({ root, clientSecret, held }: Scene, label: string): void {
    const secretFolder = path.join(root, 'keyring');
    const files = filesBelow(root);
    // The index of hosts has records, no values.
    const isValue = (key: string) => !key.startsWith('hosts/') && !key.startsWith('leases/');
    const stored = files
      .filter(file => file.startsWith(secretFolder) && isValue(decodeURIComponent(path.basename(file))))
      .map(file => fs.readFileSync(file, 'utf8'));
    const secrets = [...stored, ...held(), clientSecret].filter(Boolean);
    const chosen = [...CHOSEN_FILES.map(name => path.join('project', name)), OTHER_NAME, 'store.txt'];
    for (const file of files) {
      const name = path.relative(root, file);
      if (file.startsWith(secretFolder) || chosen.includes(name)) continue;
      const text = fs.readFileSync(file, 'utf8');
      assert.ok(!secrets.some(secret => text.includes(secret)), `${label}: ${name} has a secret`);
      assert.doesNotMatch(name, /\.(?:tmp|writing|before)(?:$|[\\/])/, `${label}: ${name} is left`);
    }
    const settings = path.join(root, 'project/appsettings.json');
    const other = path.join(root, OTHER_NAME);
    if (fs.existsSync(other))
      assert.equal(fs.readFileSync(other, 'utf8'), fs.readFileSync(settings, 'utf8'), label);
    const folders = fs.readdirSync(path.join(root, 'project')).filter(name => name.endsWith('.tmp'));
    const writes = path.join(root, 'writes');
    assert.deepEqual([...folders, ...(fs.existsSync(writes) ? fs.readdirSync(writes) : [])], [], label);
  }

  /** Fails unless every place that has a value has one that works. */
  async checkPlaces({ work, held }: Scene, label: string): Promise<void> {
    const values = held();
    if (work.kind === 'rotate') assert.equal(values.length, 3, label);
    for (const value of values)
      assert.ok(await works(this.#tenant, work.client.id, value), `${label}: a place holds a dead secret`);
  }

  /**
   * Fails unless nothing is left in the journal, no place has a dead secret, and every secret that exists is saved and
   * works.
   */
  async checkEverything(scene: Scene, noticed: readonly string[], label: string): Promise<void> {
    await this.checkPlaces(scene, label);
    const { root, work } = scene;
    const { tenantId, client } = work;
    const parts = machine({ root, service: this.#service, dispatcher: this.#dispatcher });
    assert.deepEqual(await parts.journal.open(), [], label);
    const secrets = await this.#service.secrets(client.type, client.id).catch(() => []);
    for (const { id } of secrets) {
      const value = await parts.keptSecrets.value({ tenantId, clientId: client.id, secretId: id });
      assert.ok(value, `${label}: the value of secret ${id} is lost, and that was not reported (${noticed})`);
      const gets = await works(this.#tenant, client.id, value.reveal());
      assert.ok(gets, `${label}: a kept secret does not work`);
    }
    if (work.kind === 'rotate') assert.equal(secrets.length, 1, `${label}: ${secrets.length} secrets`);
    this.checkLeftovers(scene, label);
  }
}

async function namesOf(child: ChildProcess): Promise<readonly string[] | undefined> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  const [exitCode, signal] = await once(child, 'close');
  if (signal === 'SIGKILL') return undefined;
  assert.equal(exitCode, 0, stderr);
  return JSON.parse(stdout);
}
