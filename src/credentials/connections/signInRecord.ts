import * as v from 'valibot';
import { SecretText } from '../../secret/secretText.ts';
import { decoderOf } from '../records/decoderOf.ts';

const secret = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.transform(value => new SecretText(value)),
);

const clientRecord = v.object({
  kind: v.literal('client'),
  /** Of this one sign-in; another one has another id, also at the same connection. */
  id: v.string(),
  /** What the editor's list of accounts calls it. */
  account: v.string(),
  clientSecret: secret,
});

const userRecord = v.object({
  kind: v.literal('user'),
  /** Of this one sign-in, through all its renewals. */
  id: v.string(),
  /** What the editor's list of accounts calls it. */
  account: v.string(),
  accessToken: secret,
  /** Milliseconds since 1970, by this machine's clock. */
  expiresAtMs: v.number(),
  /** Seconds from issue to expiry. */
  lifetimeSeconds: v.number(),
  /** Missing when the client may not have one. */
  refreshToken: v.optional(secret),
  /** Whether the service has ended it: kept so that the user is told so, in every window. */
  ended: v.boolean(),
});

const record = v.variant('kind', [clientRecord, userRecord]);

/** A client's sign-in, as the keyring holds it. */
export type ClientSignInRecord = Readonly<v.InferOutput<typeof clientRecord>>;

/** A user's sign-in, as the keyring holds it: all windows share it, tokens included. */
export type UserSignInRecord = Readonly<v.InferOutput<typeof userRecord>>;

/** What is known of a connection's sign-in. */
export type SignInRecord = ClientSignInRecord | UserSignInRecord;

/** Writes a record for the keyring, and for nothing else: the secrets stand in it. */
export function encodeSignInRecord(signedIn: SignInRecord): string {
  return JSON.stringify(bare(signedIn));
}

/** Reads what the keyring held; `undefined` when it is no record. */
export const decodeSignInRecord = decoderOf(v.pipe(v.string(), v.parseJson(), record));

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
