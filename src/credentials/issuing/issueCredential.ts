import { CredentialsError } from '../credentialsError.ts';
import type { Delivered } from '../delivery/deliverCredential.ts';
import type { OperationParts } from '../operations/operationParts.ts';
import { startOperation } from '../operations/runOperation.ts';
import type { IssuedCredential } from '../records/issuedCredential.ts';
import { type IssueOrder, type IssuingService, planIssue, requestOf } from './issueOrder.ts';

/** The result of an order after the service has answered. Whatever failed, the value is in `credential`. */
export interface IssueOutcome {
  readonly credential: IssuedCredential;
  /** Why the value is not in secret storage; missing when it is. */
  readonly keepError?: unknown;
  /** What was written; missing when nothing was to be written, writing failed, or the user canceled before. */
  readonly delivery?: Delivered;
  readonly deliveryError?: unknown;
  /** The user canceled after the request had been sent: the secret was issued and saved, but not delivered. */
  readonly cancelled: boolean;
}

/** What issuing works with. */
export type IssueParts = OperationParts & { readonly service: IssuingService };

/** The outcome so far. */
type Receipt = { -readonly [Key in keyof IssueOutcome]?: IssueOutcome[Key] };

/**
 * Issues a credential for a user who waits for it: creates it, saves it before anything else can fail, and delivers it.
 * Rejects only while there is no value to lose: with `busyElsewhere`, `cancelled` or `secretLimitReached` before the
 * request, or as {@link startOperation} does. Later failures are part of the outcome.
 */
export function issueCredential(
  order: IssueOrder,
  parts: IssueParts,
  signal: AbortSignal,
): Promise<IssueOutcome> {
  return parts.journal.exclusively(order, async () => {
    if (signal.aborted) throw new CredentialsError('cancelled');
    const operation = await planIssue(order, parts);
    const receipt: Receipt = {};
    // The request cannot be aborted once it is sent: only the answer has the value.
    const toItsEnd = new AbortController().signal;
    const request = requestOf(order, operation, parts.service);
    const watched = { ...parts, ...watch(receipt, parts, signal) };
    const failure = await startOperation(operation, request, watched, toItsEnd).then(
      () => undefined,
      (error: unknown) => error,
    );
    const { credential } = receipt;
    if (!credential) throw failure;
    // The operation stopped before the delivery: it is still in the journal, from where it can be finished.
    if (failure !== undefined && receipt.cancelled === undefined) receipt.deliveryError = failure;
    return { cancelled: false, ...receipt, credential };
  });
}

/** Fills a receipt, and lets the operation continue after a failure, so that the user gets the value in any case. */
function watch(
  receipt: Receipt,
  { deliver }: Pick<OperationParts, 'deliver'>,
  signal: AbortSignal,
): Pick<OperationParts, 'deliver' | 'recipient'> {
  return {
    recipient: {
      issued: credential => {
        receipt.credential = credential;
      },
      notKept: error => {
        receipt.keepError = error;
      },
    },
    deliver: async (...order) => {
      // Set whenever a delivery is due.
      receipt.cancelled = signal.aborted;
      if (signal.aborted) return undefined;
      try {
        receipt.delivery = await deliver(...order);
      } catch (error) {
        receipt.deliveryError = error;
      }
      return receipt.delivery;
    },
  };
}
