/** A run shorter than this, in milliseconds of CPU time, says nothing about growth: the system counts in steps of some. */
const LEAST_MS = 16;
/** How often a doubling may look super-linear before it counts: a pause of the garbage collector looks like that, too. */
const TRIES = 5;
/** What is read in linear time takes twice the time for twice the input, and in quadratic time four times the time. */
const MOST_GROWTH = 3;
/** Sizes grow by this until a run is long enough. */
const STEP = 4;

/** What {@link findGrowth} measures. */
export interface Measured<Input> {
  /** Makes an input of about `size`, in whatever unit. */
  readonly make: (size: number) => Input | Promise<Input>;
  readonly run: (input: Input) => unknown;
  /** The largest size. An input that is too fast to be measured then is linear. */
  readonly largest: number;
}

/** An input whose double takes more than thrice the time. */
export interface Growth {
  readonly size: number;
  readonly ms: number;
  /** How much longer twice the input takes; the least of several tries. */
  readonly ratio: number;
}

/**
 * Finds a size at which twice the input takes much more than twice the time; `undefined` if there is none. The time is the CPU
 * time of this thread, on which a busy machine has little influence, and is only compared with other times of the same run. A
 * growth counts only if every one of several tries shows it, from two sizes.
 */
export async function findGrowth<Input>(measured: Measured<Input>): Promise<Growth | undefined> {
  const { largest } = measured;
  for (let size = Math.min(256, largest); ; size = Math.min(size * STEP, largest)) {
    if ((await leastCpuMs(measured, size)) >= LEAST_MS) return confirmGrowth(measured, size);
    if (size >= largest) return undefined;
  }
}

/**
 * A quadratic time grows the same way from every size. Where a machine is short of memory, one step of the heap may cost as
 * much as a quadratic time would, but the next one doesn't.
 */
async function confirmGrowth<Input>(measured: Measured<Input>, size: number): Promise<Growth | undefined> {
  const growth = await growthFrom(measured, size);
  return growth && (await growthFrom(measured, 2 * size)) ? growth : undefined;
}

async function growthFrom<Input>(measured: Measured<Input>, size: number): Promise<Growth | undefined> {
  let least: Growth | undefined;
  for (let count = 0; count < TRIES; count += 1) {
    const ms = await leastCpuMs(measured, size);
    const ratio = (await leastCpuMs(measured, 2 * size)) / Math.max(ms, 1);
    if (ratio < MOST_GROWTH) return undefined;
    if (!least || ratio < least.ratio) least = { size, ms, ratio };
  }
  return least;
}

/** The second of two runs is without what the first one compiles. */
async function leastCpuMs<Input>({ make, run }: Measured<Input>, size: number): Promise<number> {
  const first = await cpuMs(run, await make(size));
  return first < LEAST_MS ? first : Math.min(first, await cpuMs(run, await make(size)));
}

async function cpuMs<Input>(run: Measured<Input>['run'], input: Input): Promise<number> {
  const before = process.threadCpuUsage();
  await run(input);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
