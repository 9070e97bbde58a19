import { createHash } from 'node:crypto';
import { type Figure, figure } from './figure.ts';

/** Rounds of the loop. They take about {@link CALIBRATED_MS} on the machine for which the goals are set. */
const ROUNDS = 1800;
const RUNS = 9;

/** Measures how long this machine takes for a fixed amount of work, by which the goals in milliseconds are scaled. */
export function measureCalibration(): Figure {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    runLoop();
    return performance.now() - start;
  });
  return figure('machine.calibrationMs', 'ms', times.slice(1), 'goals in ms are for 100 ms');
}

/** Does what an extension does most: it reads JSON, looks values up, and joins text. */
function runLoop(): string {
  const text = JSON.stringify(
    Array.from({ length: 100 }, (_, id) => ({ id, name: `client ${id}`, tags: [id] })),
  );
  const hash = createHash('sha256');
  for (let round = 0; round < ROUNDS; round += 1) {
    const clients: readonly { readonly id: number; readonly name: string }[] = JSON.parse(text);
    const names = new Map(clients.map(({ id, name }) => [id, name]));
    hash.update([...names.values()].toSorted().join());
  }
  return hash.digest('hex');
}
