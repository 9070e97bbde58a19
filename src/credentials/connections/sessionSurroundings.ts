import type { HttpDispatcher } from '../../network/httpDispatcher.ts';
import type { OutageWatch } from '../../network/outageWatch.ts';
import type { SignInTarget } from '../../signIn/identityServer.ts';
import type { Connection } from './connection.ts';

/** Time, randomness, the network and the other windows, as sessions use them. */
export interface SessionSurroundings {
  readonly dispatcher: Pick<HttpDispatcher, 'request' | 'fetch'>;
  /** Remembers which services are down, so that not every request has to find out. */
  readonly outages: Pick<OutageWatch, 'check' | 'report'>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Creates an id, unique each time. */
  readonly newId: () => string;
  /** Runs a task while no other window runs one. Rejects as the task does. */
  readonly exclusively: <T>(task: () => Promise<T>) => Promise<T>;
}

/** Returns `fetch` with the types of the platform, which the sign-in library expects. Those of undici differ in name only. */
export const platformFetch = ({ fetch }: Pick<HttpDispatcher, 'fetch'>) =>
  fetch as unknown as typeof globalThis.fetch;

/** Returns what signing in needs to know of a connection. */
export const signInTarget = (
  { resource }: Pick<Connection, 'resource'>,
  { dispatcher }: { readonly dispatcher: Pick<HttpDispatcher, 'fetch'> },
): SignInTarget => ({ resource, fetch: platformFetch(dispatcher) });
