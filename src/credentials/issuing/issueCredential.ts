import { CredentialsError } from '../credentialsError.ts';
import type { Delivered } from '../delivery/deliverCredential.ts';
import type { OperationParts } from '../operations/operationParts.ts';
import { startOperation } from '../operations/runOperation.ts';
import type { IssuedCredential } from '../records/issuedCredential.ts';
import { type IssueOrder, type IssuingService, planIssue, requestOf } from './issueOrder.ts';

/** What came of an order once the service had answered. Whatever failed, the value is in `credential`. */
export interface IssueOutcome {
  readonly credential: IssuedCredential;
  /** Missing when the value is in the keyring; else why it is not. */
  readonly keepError?: unknown;
  /** What was written; missing when nothing was to be written, it failed, or the user cancelled before it. */
  readonly delivery?: Delivered;
  readonly deliveryError?: unknown;
  /** The user cancelled after the request had been sent: issued and kept, but not delivered. */
  readonly cancelled: boolean;
}

/** What issuing works with. */
export type IssueParts = OperationParts & { readonly service: IssuingService };

/** What is known of an outcome so far. */
type Receipt = { -readonly [Key in keyof IssueOutcome]?: IssueOutcome[Key] };

/**
 * Issues a credential for somebody who waits for it: has the service create it, keeps it in the keyring before anything
 * else can fail, and delivers it. Rejects only while there is no value to lose: with `busyElsewhere`, `cancelled` or
 * `secretLimitReached` before the request, or as {@link startOperation} does. Later failures are reported beside the
 * value.
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
    // Once the request is sent it is not aborted: the value comes in the answer alone.
    const toItsEnd = new AbortController().signal;
    const request = requestOf(order, operation, parts.service);
    const watched = { ...parts, ...watch(receipt, parts, signal) };
    const failure = await startOperation(operation, request, watched, toItsEnd).then(
      () => undefined,
      (error: unknown) => error,
    );
    const { credential } = receipt;
    if (!credential) throw failure;
    return { cancelled: false, ...receipt, credential };
  });
}

/** Has a receipt learn what happens, and the operation go on whatever that is: nothing comes between the value and the user. */
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
