import type { SecretText } from '../../secret/secretText.ts';
import type { IssuedSecret } from '../../service/model/clientSecret.ts';
import { ServiceError } from '../../service/serviceError.ts';
import { CredentialsError } from '../credentialsError.ts';
import type { KeptSecret, KeptSecrets } from '../records/keptSecrets.ts';
import { type ClientReference, credentialReferenceOf } from '../records/references.ts';

/** A client id with a secret that the service has just issued. */
export interface IssuedCredential extends Omit<KeptSecret, 'keptAt'> {
  readonly secret: SecretText;
}

/** Puts together what the service answered and where it was asked. */
export function issuedCredential(from: ClientReference, issued: IssuedSecret): IssuedCredential {
  const { id, description, expiresAt, secret } = issued;
  return { ...credentialReferenceOf(from, id), description, expiresAt: expiresAt?.toISOString(), secret };
}

/** One kind of order: a new client, or a new secret of a client. */
export interface CredentialOrder {
  /**
   * Sends the request that creates it. Called once. Not to be aborted: the value comes in the answer alone, so
   * an answer nobody waits for is a lost secret.
   *
   * @param begin to be awaited right before the request is sent, with the secrets that the client has until then
   */
  create(begin: (known: readonly number[]) => Promise<void>): Promise<IssuedCredential>;
}

/** What became of an order once the service had answered. Whatever failed, the value is in `credential`. */
export interface IssueOutcome<Delivery> {
  readonly credential: IssuedCredential;
  /** Missing when the value is in the keyring; else why it is not. */
  readonly keepError?: unknown;
  /** What the delivery reported; missing when none was wanted, it failed, or the user cancelled before it. */
  readonly delivery?: Delivery;
  readonly deliveryError?: unknown;
  /** The user cancelled after the request had been sent: issued and kept, but not delivered. */
  readonly cancelled: boolean;
}

/** Writes down how far an order is, each time for good. */
export interface IssueJournal {
  /** The request is about to be sent; `known`: the secrets that the client has until then. */
  begin(known: readonly number[]): Promise<void>;
  /** The value is in the keyring. */
  kept(secretId: number): Promise<void>;
  /** All is done, or nothing was; or the user has seen what is left to do. */
  end(): Promise<void>;
}

/** How {@link issueCredential} keeps and hands over what it issues. */
export interface IssueParts<Delivery> {
  readonly journal: IssueJournal;
  readonly keptSecrets: Pick<KeptSecrets, 'keep'>;
  readonly now: () => Date;
  /** Brings the credential to where the user wants it, beyond the keyring. */
  readonly deliver?: (credential: IssuedCredential) => Promise<Delivery>;
}

/**
 * Issues a credential: creates it, keeps it in the keyring before anything else can fail, then delivers it.
 * Rejects only while there is no value to lose: with `cancelled` before the request, or with what `create`
 * rejects with. Afterwards failures are reported beside the value.
 */
export async function issueCredential<Delivery>(
  order: CredentialOrder,
  { journal, keptSecrets, now, deliver }: IssueParts<Delivery>,
  signal: AbortSignal,
): Promise<IssueOutcome<Delivery>> {
  if (signal.aborted) throw new CredentialsError('cancelled');
  const credential = await order.create(journal.begin).catch(async error => {
    if (!mayHaveTakenEffect(error)) await journal.end();
    throw error;
  });
  const { secret, ...description } = credential;
  const keeping = await settle(() =>
    keptSecrets.keep({ ...description, keptAt: now().toISOString() }, secret),
  );
  // from here on nothing may come between the value and the user: a journal that cannot be written least of all
  if (keeping.ok) await settle(() => journal.kept(credential.secretId));
  const outcome = {
    credential,
    ...(keeping.ok ? {} : { keepError: keeping.error }),
    cancelled: signal.aborted,
  };
  const delivery = deliver && !signal.aborted ? await settle(() => deliver(credential)) : undefined;
  await settle(() => journal.end());
  if (!delivery) return outcome;
  return { ...outcome, ...(delivery.ok ? { delivery: delivery.value } : { deliveryError: delivery.error }) };
}

/** Whether an order that failed may have created something that somebody has to look for. */
function mayHaveTakenEffect(error: unknown): boolean {
  if (error instanceof CredentialsError)
    return error.code === 'answerLost' || error.code === 'outcomeUnknown';
  return error instanceof ServiceError && error.outcomeUnknown;
}

async function settle<T>(
  task: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; error: unknown }> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    return { ok: false, error };
  }
}
