/** What a tenant takes from the world around it, as arguments, so that every test can be exact. */
export interface Surroundings {
  /** The present moment, milliseconds since 1970 UTC. */
  now(): number;
  /** Cryptographically strong random bytes. */
  randomBytes(size: number): Buffer;
  /** Writes one line to the log. Callers never pass a secret, a token or a request's body. */
  log(line: string): void;
}
