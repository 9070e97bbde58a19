import type { KeptSecret } from './keptSecrets.ts';

/** Chooses which of a client's saved secrets to use: the newest that has not expired, else the newest. */
export function usableSecret(newestFirst: readonly KeptSecret[], now: Date): KeptSecret | undefined {
  const at = now.toISOString();
  return newestFirst.find(({ expiresAt }) => !expiresAt || expiresAt > at) ?? newestFirst[0];
}
