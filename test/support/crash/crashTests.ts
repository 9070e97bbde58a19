import assert from 'node:assert/strict';
import fs from 'node:fs';
import { isExhaustive, sample, testSeed } from '../runner/sampling.ts';
import { isFileEffect, kindOfEffect } from './crashPoints.ts';
import { type Actor, CrashStage, RECOVERIES, type Recovery } from './crashStage.ts';
import type { Work } from './work.ts';

/** Number of processes at a time: as many as a small machine can run. */
const AT_ONCE = 2;

/** Number of tests over which the crashes of an exhaustive run are spread, so that none comes near the limit of a test. */
const PARTS = isExhaustive ? 20 : 1;

/** A crash and its recovery. */
interface Crash {
  /** The point at which the process is killed. */
  readonly name: string;
  readonly dieAt: number;
  readonly recovery: Recovery;
}

/** The crashes of which work to try. */
export interface CrashPlan {
  readonly kind: Work['kind'];
  readonly actor: Actor;
  /** An exhaustive run tries each after each crash; default both. */
  readonly recoveries?: readonly Recovery[];
  /** The least number of points of the work: with fewer, something is no longer watched. */
  readonly least: number;
  /** The recovery from crashes around files in a sample; by default the run's seed decides. */
  readonly sampledRecovery?: Recovery;
}

/**
 * Leaves out the point before an effect that follows directly on the point after another one: nothing that outlives the
 * process happens in between.
 */
const distinctPoints = <T extends { readonly name: string }>(points: readonly T[]): readonly T[] =>
  points.filter(
    ({ name }, index) => !(name.startsWith('before ') && points[index - 1]?.name.startsWith('after ')),
  );

/**
 * Returns every crash in an exhaustive run, else one for each kind of effect, chosen by the run's seed. Requests and programs,
 * which matter most, have one for each recovery.
 */
function chooseCrashes(
  points: readonly string[],
  { recoveries = RECOVERIES, sampledRecovery }: CrashPlan,
): readonly Crash[] {
  const numbered = points.map((name, index) => ({ name, dieAt: index + 1 }));
  const crashes = (isExhaustive ? numbered : distinctPoints(numbered)).flatMap(point =>
    recoveries.map(recovery => ({ ...point, recovery })),
  );
  const wanted = ({ recovery }: Crash) =>
    isExhaustive || sampledRecovery === undefined || recovery === sampledRecovery;
  return sample(crashes.filter(wanted), ({ name, recovery }) =>
    isFileEffect(name) ? kindOfEffect(name) : `${kindOfEffect(name)}, ${recovery}`,
  );
}

/** Returns the kinds of effects, without `before` and `after`. */
const kindsOf = (names: readonly string[]): readonly string[] =>
  [...new Set(names.map(name => kindOfEffect(name).replace(/^\w+ /, '')))].sort();

/** Defines the tests that kill a process at the effects of its work, and recover each time. */
export function testCrashes(plan: CrashPlan): void {
  const { kind, actor, least } = plan;
  const stage = new CrashStage();

  async function crashAndRecover({ name, dieAt, recovery }: Crash): Promise<void> {
    const scene = await stage.newScene(kind);
    const label = `${name} (${dieAt}), then ${recovery}`;
    assert.equal(await stage.run(scene, actor, dieAt), undefined, `${label}: it did not die`);
    stage.checkGit(scene, label);
    await stage.checkPlaces(scene, label);
    const noticed = await stage.recover(scene, recovery);
    await stage.checkEverything(scene, noticed, label);
    fs.rmSync(scene.root, { recursive: true, force: true });
  }

  /** Does the whole work once to find its points. */
  async function findCrashes(): Promise<readonly Crash[]> {
    const whole = await stage.newScene(kind);
    const points = await stage.run(whole, actor);
    assert.ok(points, 'it does not even come to its end');
    await stage.checkEverything(whole, [], 'without a crash');
    assert.ok(points.length >= least, `${points.length} points only`);
    const crashes = chooseCrashes(points, plan);
    assert.deepEqual(
      kindsOf(crashes.map(({ name }) => name)),
      kindsOf(points),
      'a kind of effect is left out',
    );
    console.log(`      ${points.length} points, ${crashes.length} crashes (TEST_SEED=${testSeed()})`);
    return crashes;
  }

  let found: Promise<readonly Crash[]> | undefined;
  for (let part = 0; part < PARTS; part += 1) {
    it(`of ${kind} by ${actor} loses nothing${PARTS > 1 ? `, part ${part + 1} of ${PARTS}` : ''}`, async () => {
      found ??= findCrashes();
      const queue = (await found).filter((_, index) => index % PARTS === part);
      const work = async () => {
        for (let crash = queue.shift(); crash; crash = queue.shift()) await crashAndRecover(crash);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    });
  }
}
