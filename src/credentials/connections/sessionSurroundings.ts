import type { HttpDispatcher } from '../../network/httpDispatcher.ts';
import type { OutageWatch } from '../../network/outageWatch.ts';
import type { SignInTarget } from '../../signIn/identityServer.ts';
import type { Connection } from './connection.ts';

/** Time, randomness, the network and the other windows, as sessions use them. */
export interface SessionSurroundings {
  readonly dispatcher: Pick<HttpDispatcher, 'request' | 'fetch'>;
  /** Knows which services are down, so that not every request has to find out. */
  readonly outages: Pick<OutageWatch, 'check' | 'report'>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Makes an id, never the same twice. */
  readonly newId: () => string;
  /** Runs a task while no other window runs one; rejects with what the task rejects with. */
  readonly exclusively: <T>(task: () => Promise<T>) => Promise<T>;
}

/** `fetch` in the types of the platform, which a signing-in library expects; undici's own differ in name only. */
export const platformFetch = ({ fetch }: Pick<HttpDispatcher, 'fetch'>) =>
  fetch as unknown as typeof globalThis.fetch;

/** Makes of a connection what signing in needs to know. */
export const signInTarget = (
  { resource }: Pick<Connection, 'resource'>,
  { dispatcher }: { readonly dispatcher: Pick<HttpDispatcher, 'fetch'> },
): SignInTarget => ({ resource, fetch: platformFetch(dispatcher) });
