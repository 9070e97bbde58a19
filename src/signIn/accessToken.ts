/** An access token with the lifetime that it was issued with. Prints as `[token]`. */
export interface AccessToken {
  /** Seconds from when it was issued. */
  readonly lifetimeSeconds: number;
  /** Returns the token itself, for the `Authorization` header. */
  reveal(): string;
  toJSON(): string;
  toString(): string;
}
