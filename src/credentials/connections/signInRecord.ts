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
  /** Id of this sign-in. Another sign-in to the same connection has another id. */
  id: v.string(),
  /** Name in the editor's list of accounts. */
  account: v.string(),
  clientSecret: secret,
});

const userRecord = v.object({
  kind: v.literal('user'),
  /** Id of this sign-in, the same through all its renewals. */
  id: v.string(),
  /** Name in the editor's list of accounts. */
  account: v.string(),
  accessToken: secret,
  /** Milliseconds since 1970, by this machine's clock. */
  expiresAtMs: v.number(),
  /** Seconds from issue to expiration. */
  lifetimeSeconds: v.number(),
  /** Missing when the client is not allowed to have one. */
  refreshToken: v.optional(secret),
  /** Whether the service has ended it. It is saved, so that every window can tell the user. */
  ended: v.boolean(),
});

const record = v.variant('kind', [clientRecord, userRecord]);

/** A client's sign-in, as it is in secret storage. */
export type ClientSignInRecord = Readonly<v.InferOutput<typeof clientRecord>>;

/** A user's sign-in, as it is in secret storage. All windows share it, tokens included. */
export type UserSignInRecord = Readonly<v.InferOutput<typeof userRecord>>;

/** The sign-in of a connection. */
export type SignInRecord = ClientSignInRecord | UserSignInRecord;

/** Encodes a record for secret storage, and for nothing else: the text contains the secrets. */
export function encodeSignInRecord(signedIn: SignInRecord): string {
  return JSON.stringify(revealAll(signedIn));
}

/** Decodes a text of secret storage; `undefined` when it is not a record. */
export const decodeSignInRecord = decoderOf(v.pipe(v.string(), v.parseJson(), record));

const revealAll = (signedIn: SignInRecord) =>
  Object.fromEntries(
    Object.entries(signedIn).map(([key, value]) => [
      key,
      value instanceof SecretText ? value.reveal() : value,
    ]),
  );
