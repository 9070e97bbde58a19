import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { finishOperation, undoOperation } from '../../../../src/credentials/operations/startRotation.ts';
import { HttpDispatcher } from '../../../../src/service/httpDispatcher.ts';
import type { IdentityService } from '../../../../src/service/identityService.ts';
import { machine } from '../../../support/crash/machine.ts';
import { type Scene, setScene, works } from '../../../support/crash/scene.ts';
import type { Work } from '../../../support/crash/work.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/localTenant.ts';
import { serviceOf } from '../../../support/sessions.ts';

/** Processes that die at once: as many as a small machine runs side by side. */
const AT_ONCE = 2;

/** What is done after a crash. */
const RECOVERIES = ['finish', 'undo'] as const;
type Recovery = (typeof RECOVERIES)[number];

/** Points of a race between two processes that are tried: where they meet is chance anyway. */
const EVERY = 12;

interface Crash {
  /** The effect before or after which the process ends. */
  readonly name: string;
  readonly dieAt: number;
  readonly recovery: Recovery;
}

describe('a crash at every point', () => {
  let tenant: LocalTenant;
  let dispatcher: HttpDispatcher;
  let service: IdentityService;
  let scratch: string;
  let program: string;

  before(async () => {
    scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'crash-'));
    program = path.join(scratch, 'crashChild.mjs');
    await esbuild.build({
      entryPoints: ['test/support/crash/crashChild.ts'],
      outfile: program,
      ...{ bundle: true, platform: 'node', format: 'esm', target: 'node24', mainFields: ['module', 'main'] },
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
    tenant = await startLocalTenant();
    dispatcher = new HttpDispatcher();
    service = serviceOf(tenant, dispatcher);
  });

  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
    fs.rmSync(scratch, { recursive: true, force: true });
  });

  for (const [kind, actor, recoveries, least] of [
    ['createClient', 'administrator', RECOVERIES, 20],
    ['addSecret', 'administrator', RECOVERIES, 20],
    ['rotate', 'administrator', RECOVERIES, 80],
    // the same steps with another token: finishing shows what differs, and undoing takes as long again
    ['rotate', 'the client itself', ['finish'], 80],
  ] as const) {
    it(`of ${kind} by ${actor} loses nothing`, async function () {
      this.timeout(240_000);
      const whole = await newScene(kind);
      const points = await run(whole, 0, actor);
      assert.ok(points, 'it does not even come to its end');
      await checkEverything(whole, [], 'without a crash');
      assert.ok(points.length >= least, `${points.length} points only`);
      console.log(`      ${points.length} points, each with ${recoveries.join(' and ')}`);
      const queue = points.flatMap((name, index) =>
        recoveries.map(recovery => ({ name, dieAt: index + 1, recovery })),
      );
      const work = async () => {
        for (let point = queue.shift(); point; point = queue.shift()) {
          await crashAndRecover(kind, actor, point);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    });
  }

  it('of one of two processes that rotate the same client loses nothing', async function () {
    this.timeout(240_000);
    const points = (await run(await newScene('rotate'), 0, 'administrator')) ?? [];
    let refusals = 0;
    for (let dieAt = 0; dieAt < points.length; dieAt += EVERY) {
      const scene = await newScene('rotate');
      const both = [run(scene, dieAt, 'administrator'), run(scene, 0, 'administrator')];
      const label = `two processes, one dies at ${dieAt}`;
      for (const each of await Promise.allSettled(both)) {
        if (each.status === 'fulfilled') continue;
        refusals += 1;
        assert.match(String(each.reason), /busyElsewhere|changedMeanwhile|rotationUnderWay/, label);
      }
      await checkPlaces(scene, label);
      await checkEverything(scene, await recover(scene, 'finish'), label);
    }
    console.log(`      ${Math.ceil(points.length / EVERY)} races, ${refusals} refused`);
    assert.ok(refusals > 0, 'they never met');
  });

  let scenes = 0;
  function newScene(kind: Work['kind']): Promise<Scene> {
    scenes += 1;
    return setScene(path.join(scratch, String(scenes)), kind, { tenant, service, dispatcher });
  }

  async function crashAndRecover(
    kind: Work['kind'],
    actor: string,
    { name, dieAt, recovery }: Crash,
  ): Promise<void> {
    const scene = await newScene(kind);
    const label = `${name} (${dieAt}), then ${recovery}`;
    assert.equal(await run(scene, dieAt, actor), undefined, `${label}: it did not die`);
    await checkPlaces(scene, label);
    const noticed = await recover(scene, recovery);
    await checkEverything(scene, noticed, label);
    fs.rmSync(scene.root, { recursive: true, force: true });
  }

  /** Runs the work in a process of its own; returns its points, or `undefined` when it was killed. */
  async function run(
    { root, work, clientSecret }: Scene,
    dieAt: number,
    actor: string,
  ): Promise<readonly string[] | undefined> {
    const asItself = { clientId: work.client.id, clientSecret };
    const order = { root, dieAt, work, actor: actor === 'administrator' ? tenant : asItself };
    const { clientId } = order.actor;
    const credentials = { clientId, clientSecret: order.actor.clientSecret };
    const child = spawn(process.execPath, [program], {
      env: { ...process.env, CRASH_ORDER: JSON.stringify({ ...order, actor: credentials }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', chunk => {
      stdout += chunk;
    });
    child.stderr.on('data', chunk => {
      stderr += chunk;
    });
    const [exitCode, signal] = await once(child, 'close');
    if (signal === 'SIGKILL') return undefined;
    assert.equal(exitCode, 0, stderr);
    return JSON.parse(stdout);
  }

  /** Does what the next start does, and returns the secrets that it named as lost. */
  async function recover({ root }: Scene, recovery: Recovery): Promise<readonly string[]> {
    const parts = machine({ root, service, dispatcher });
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
          // what has gone too far to be undone can be finished
          assert.ok(['cannotUndo', 'stillBound'].includes(error.code), error.code);
          const now = await parts.journal.get(operation.id);
          await finishOperation(now ?? operation, parts, signal);
        }
      }
    }
    return noticed;
  }

  /** Every place that holds a value holds one that works. */
  async function checkPlaces({ work, held }: Scene, label: string): Promise<void> {
    const values = held();
    if (work.kind === 'rotate') assert.equal(values.length, 3, label);
    for (const value of values)
      assert.ok(await works(tenant, work.client.id, value), `${label}: a place holds a dead secret`);
  }

  /** Nothing is left in the journal, no place holds a dead secret, and every secret that there is is kept and works. */
  async function checkEverything(scene: Scene, noticed: readonly string[], label: string): Promise<void> {
    await checkPlaces(scene, label);
    const { root, work } = scene;
    const { tenantId, client } = work;
    const parts = machine({ root, service, dispatcher });
    assert.deepEqual(await parts.journal.open(), [], label);
    const secrets = await service.secrets(client.type, client.id).catch(() => []);
    for (const { id } of secrets) {
      const value = await parts.keptSecrets.value({ tenantId, clientId: client.id, secretId: id });
      assert.ok(value, `${label}: nobody knows the value of secret ${id}, and nobody said so (${noticed})`);
      assert.ok(await works(tenant, client.id, value.reveal()), `${label}: a kept secret does not work`);
    }
    if (work.kind === 'rotate') assert.equal(secrets.length, 1, `${label}: ${secrets.length} secrets`);
    const leftovers = fs.readdirSync(path.join(root, 'project')).filter(file => file.endsWith('.tmp'));
    assert.ok(leftovers.length <= 1, `${label}: ${leftovers}`);
  }
});
