import assert from 'node:assert/strict';
import { once } from 'node:events';
import { CrashStage } from '../../../../support/crash/crashStage.ts';
import type { Scene } from '../../../../support/crash/scene.ts';
import { isExhaustive, sample, testSeed } from '../../../../support/runner/sampling.ts';

/** Every so many points of a race between two processes are tried: where they meet is random anyway. */
const EVERY = 12;

/** A sample has one of so many neighboring races. */
const RACES_PER_STRATUM = 5;

describe('a crash at every point', () => {
  const stage = new CrashStage();
  let points: readonly string[];

  before(async () => {
    points = (await stage.run(await stage.newScene('rotate'), 'administrator')) ?? [];
    assert.ok(points.length > EVERY, `${points.length} points only`);
  });

  /** Fails when something is lost, now or after the next start. */
  async function check(scene: Scene, label: string): Promise<void> {
    await stage.checkPlaces(scene, label);
    await stage.checkEverything(scene, await stage.recover(scene, 'finish'), label);
  }

  /** Returns the number of processes that were refused. Fails for any other error. */
  async function refusalsOf(
    both: readonly Promise<readonly string[] | undefined>[],
    label: string,
  ): Promise<number> {
    let refusals = 0;
    for (const each of await Promise.allSettled(both)) {
      if (each.status === 'fulfilled') continue;
      refusals += 1;
      assert.match(String(each.reason), /busyElsewhere|changedMeanwhile|rotationUnderWay/, label);
    }
    return refusals;
  }

  it('of one of two processes that rotate the same client loses nothing', async () => {
    const all = Array.from({ length: Math.ceil(points.length / EVERY) }, (_, index) => index * EVERY);
    const races = sample(all, dieAt => String(Math.floor(dieAt / EVERY / RACES_PER_STRATUM)));
    let refusals = 0;
    for (const dieAt of races) {
      const scene = await stage.newScene('rotate');
      const both = [stage.run(scene, 'administrator', dieAt), stage.run(scene, 'administrator')];
      const label = `two processes, one dies at ${dieAt}`;
      refusals += await refusalsOf(both, label);
      await check(scene, label);
    }
    console.log(`      ${races.length} races, ${refusals} refused (TEST_SEED=${testSeed()})`);
    // A few processes may miss each other; the next test makes them meet.
    if (isExhaustive) assert.ok(refusals > 0, 'they never met');
  });

  it('of a process during whose rotation another one starts loses nothing', async () => {
    const scene = await stage.newScene('rotate');
    const dieAt = points.findIndex(name => name.startsWith('after POST') && name.endsWith('/Secrets')) + 1;
    assert.ok(dieAt > 0, 'no secret is added');
    const first = stage.start(scene, 'administrator', { dieAt, holdsFirst: true });
    const [held] = await once(first.process.stdout ?? process, 'data');
    assert.equal(String(held), 'held\n');
    const label = `two processes, one held at ${dieAt}`;
    assert.equal(await refusalsOf([stage.run(scene, 'administrator')], label), 1, 'the other was let in');
    first.process.stdin?.end();
    assert.equal(await first.ended, undefined, `${label}: it did not die`);
    await check(scene, label);
  });
});
