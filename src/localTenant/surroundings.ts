/** Time, randomness and log of a tenant, as arguments, so that tests can control them. */
export interface Surroundings {
  /** Returns the current time in milliseconds since 1970 UTC. */
  now(): number;
  /** Returns cryptographically strong random bytes. */
  randomBytes(size: number): Buffer;
  /** Writes one line to the log. Callers never pass a secret, a token or a body. */
  log(line: string): void;
}
