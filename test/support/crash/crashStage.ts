import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CredentialsError } from '../../../src/credentials/credentialsError.ts';
import { finishOperation, undoOperation } from '../../../src/credentials/operations/resumeOperation.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../src/service/identityService.ts';
import { builtProgram, builtProgramEnvironment } from '../builds/builtProgram.ts';
import { serviceOf } from '../credentials/sessions.ts';
import { type LocalTenant, startLocalTenant } from '../tenant/localTenant.ts';
import type { CrashOrder } from './crashOrder.ts';
import { machine } from './machine.ts';
import { giveUpAnother, type Scene, setScene, works } from './scene.ts';
import type { Work } from './work.ts';

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

/** Bundles the program that does the work and kills itself. It has ES modules, because it replaces their functions. */
const crashProgram = (): string =>
  builtProgram('crashChild.mjs', {
    entryPoints: ['test/support/crash/crashChild.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });

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
  newScene(kind: Work['kind']): Promise<Scene> {
    this.#scenes += 1;
    const setting = { tenant: this.#tenant, service: this.#service, dispatcher: this.#dispatcher };
    return setScene(path.join(this.#scratch, String(this.#scenes)), kind, setting);
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
    const child = spawn(process.execPath, [crashProgram()], {
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
    const parts = machine({ root, service: this.#service, dispatcher: this.#dispatcher });
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
    const leftovers = fs.readdirSync(path.join(root, 'project')).filter(file => file.endsWith('.tmp'));
    assert.ok(leftovers.length <= 1, `${label}: ${leftovers}`);
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
