import * as v from 'valibot';
import { SecretText } from '../../secret/secretText.ts';

/** A client's sign-in, as the keyring holds it. */
export interface ClientSignInRecord {
  readonly kind: 'client';
  /** Of this one sign-in; another one has another id, also at the same connection. */
  readonly id: string;
  /** What the editor's list of accounts calls it. */
  readonly account: string;
  readonly clientSecret: SecretText;
}

/** A user's sign-in, as the keyring holds it: all windows share it, tokens included. */
export interface UserSignInRecord {
  readonly kind: 'user';
  /** Of this one sign-in, through all its renewals. */
  readonly id: string;
  /** What the editor's list of accounts calls it. */
  readonly account: string;
  readonly accessToken: SecretText;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly expiresAtMs: number;
  /** Seconds from issue to expiry. */
  readonly lifetimeSeconds: number;
  /** Missing when the client may not have one. */
  readonly refreshToken?: SecretText;
  /** Whether the service has ended it: kept so that the user is told so, in every window. */
  readonly ended: boolean;
}

/** What is known of a connection's sign-in. */
export type SignInRecord = ClientSignInRecord | UserSignInRecord;

const secret = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.transform(value => new SecretText(value)),
);

const record = v.variant('kind', [
  v.object({ kind: v.literal('client'), id: v.string(), account: v.string(), clientSecret: secret }),
  v.object({
    kind: v.literal('user'),
    id: v.string(),
    account: v.string(),
    accessToken: secret,
    expiresAtMs: v.number(),
    lifetimeSeconds: v.number(),
    refreshToken: v.exactOptional(secret),
    ended: v.boolean(),
  }),
]);

/** Writes a record for the keyring, and for nothing else: the secrets stand in it. */
export function encodeSignInRecord(signedIn: SignInRecord): string {
  return JSON.stringify(bare(signedIn));
}

/** Reads what the keyring held; `undefined` when it is no record. */
export function decodeSignInRecord(text: string): SignInRecord | undefined {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), record), text);
  return read.success ? read.output : undefined;
}

/** Lists the secrets of a record, for the log to know them. */
export function secretsOf(signedIn: SignInRecord): readonly SecretText[] {
  return Object.values(signedIn).filter(value => value instanceof SecretText);
}

const bare = (signedIn: SignInRecord) =>
  Object.fromEntries(
    Object.entries(signedIn).map(([key, value]) => [
      key,
      value instanceof SecretText ? value.reveal() : value,
    ]),
  );
