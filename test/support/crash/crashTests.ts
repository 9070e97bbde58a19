import assert from 'node:assert/strict';
import fs from 'node:fs';
import { isExhaustive, sample, testSeed } from '../runner/sampling.ts';
import { isFileEffect, kindOfEffect } from './crashPoints.ts';
import { type Actor, CrashStage, RECOVERIES, type Recovery } from './crashStage.ts';
import type { Work } from './work.ts';

/** Processes that die at once: as many as a small machine runs side by side. */
const AT_ONCE = 2;

/** One crash and what follows. */
interface Crash {
  /** The effect before or after which the process ends. */
  readonly name: string;
  readonly dieAt: number;
  readonly recovery: Recovery;
}

/** Which crashes of which work are tried. */
export interface CrashPlan {
  readonly kind: Work['kind'];
  readonly actor: Actor;
  /** Each is tried after each crash in an exhaustive run; default both. */
  readonly recoveries?: readonly Recovery[];
  /** The fewest points that the work passes: with fewer, something is no longer watched. */
  readonly least: number;
  /** In a sample, the recovery from crashes around files; default by the run's seed. The rotations of a run have both. */
  readonly sampledRecovery?: Recovery;
}

/**
 * Leaves out, of each two points between which nothing happens that outlives the process, the second: the end of an effect
 * and the beginning of the next.
 */
const distinctPoints = <T extends { readonly name: string }>(points: readonly T[]): readonly T[] =>
  points.filter(
    ({ name }, index) => !(name.startsWith('before ') && points[index - 1]?.name.startsWith('after ')),
  );

/**
 * Returns every crash in an exhaustive run. Else one for each kind of effect, chosen by the run's seed; where it is a request
 * or a program, which most depends on, one for each recovery.
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

/** Returns the kinds of effects, whether the points are before or after them. */
const kindsOf = (names: readonly string[]): readonly string[] =>
  [...new Set(names.map(name => kindOfEffect(name).replace(/^\w+ /, '')))].sort();

/** Makes the test that kills a process at the effects of its work, and recovers each time. */
export function testCrashes(plan: CrashPlan): void {
  const { kind, actor, least } = plan;
  const stage = new CrashStage();

  async function crashAndRecover({ name, dieAt, recovery }: Crash): Promise<void> {
    const scene = await stage.newScene(kind);
    const label = `${name} (${dieAt}), then ${recovery}`;
    assert.equal(await stage.run(scene, actor, dieAt), undefined, `${label}: it did not die`);
    await stage.checkPlaces(scene, label);
    const noticed = await stage.recover(scene, recovery);
    await stage.checkEverything(scene, noticed, label);
    fs.rmSync(scene.root, { recursive: true, force: true });
  }

  it(`of ${kind} by ${actor} loses nothing`, async () => {
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
    const queue = [...crashes];
    const work = async () => {
      for (let crash = queue.shift(); crash; crash = queue.shift()) await crashAndRecover(crash);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  });
}
