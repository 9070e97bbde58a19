import type { SeededRandom } from '../../../src/localTenant/samples/seededRandom.ts';
import type { Fault, FaultRule } from '../network/faultRules.ts';

const html = { 'content-type': 'text/html' };

/** Faults that happen on a train, behind a proxy or during an update of the service. */
const FAULTS: readonly [Fault, ...Fault[]] = [
  { kind: 'reset' },
  { kind: 'dropAnswer' },
  { kind: 'truncate' },
  { kind: 'delay', ms: 400 },
  { kind: 'delay', ms: 1500 },
  { kind: 'answer', status: 401, body: '' },
  { kind: 'answer', status: 403, body: '' },
  { kind: 'answer', status: 408, body: '', afterEffect: true },
  { kind: 'answer', status: 429, headers: { 'retry-after': '1' }, body: '' },
  { kind: 'answer', status: 500, body: '' },
  { kind: 'answer', status: 500, body: '', afterEffect: true },
  { kind: 'answer', status: 503, headers: { 'retry-after': '1' }, body: '' },
  { kind: 'answer', status: 502, headers: html, body: '<!DOCTYPE html><p>Welcome to the hotel' },
];

/** Methods of requests that may fail. Requests that change something are fewer and matter more. */
const METHODS = [undefined, 'GET', 'POST', 'POST', 'DELETE', 'PUT'] as const;

/** Probability of a fault during an action. */
const PROBABILITY = 0.5;

/** Returns the fault during an action, if there is one. */
export function randomFault(random: SeededRandom): FaultRule | undefined {
  if (random.fraction() >= PROBABILITY) return undefined;
  const method = random.pick(METHODS);
  const fault = random.pick(FAULTS);
  const times = 1 + random.below(3);
  return { method, path: /\/api\/v1\/|\/connect\/token/, fault, times };
}
