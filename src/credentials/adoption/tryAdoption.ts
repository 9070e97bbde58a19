import type { SecretText } from '../../secret/secretText.ts';
import { CredentialsError } from '../credentialsError.ts';
import type { ClientFacts } from '../projectCredential.ts';
import type { ClientReference } from '../records/references.ts';
import { diagnose, type Trial, type VerifyCause } from '../verification/diagnosis.ts';
import type { Verified } from '../verification/verifyCredential.ts';
import type { VerifyPlaceParts } from '../verification/verifyPlace.ts';

/** A secret that exists already, and its client. */
export interface FoundSecretOf extends ClientReference {
  readonly value: SecretText;
}

/** The result of trying a secret before it is saved. */
export type AdoptionTrial =
  | { readonly kind: 'works'; readonly verified: Verified; readonly serviceTime: Date | undefined }
  | {
      readonly kind: 'refused';
      readonly cause: Exclude<VerifyCause, 'works' | 'failed'>;
      /** What the service says of the client. */
      readonly client: ClientFacts;
      /** The tenant that a token is for, with `otherTenant`. */
      readonly tenantId: string | undefined;
    }
  /** It couldn't be determined whether it works. */
  | { readonly kind: 'unclear'; readonly error: unknown };

/** What trying a secret works with. */
export type TryAdoptionParts = Pick<VerifyPlaceParts, 'verify' | 'facts' | 'serviceTime' | 'now'>;

/** Tries a secret with a token request, and determines why it is refused. Rejects with `cancelled` when `signal` is aborted. */
export async function tryAdoption(
  { resource, tenantId, client, value: secret }: FoundSecretOf,
  { verify, facts, serviceTime, now }: TryAdoptionParts,
  signal?: AbortSignal,
): Promise<AdoptionTrial> {
  const trial = await verify({ resource, clientId: client.id, clientType: client.type, secret }, signal).then(
    (verified): Trial => ({ kind: 'token', verified }),
    (error: unknown): Trial => ({ kind: 'error', error }),
  );
  refuseIfCancelled(signal);
  const time = await serviceTime(resource, signal);
  const known =
    trial.kind === 'token' ? ({ kind: 'noConnection' } as const) : await facts(tenantId, client.id);
  refuseIfCancelled(signal);
  const cause = diagnose(trial, {
    tenantId,
    isReplaced: false,
    client: known,
    now: now(),
    serviceTime: time,
  });
  const verified = trial.kind === 'token' ? trial.verified : undefined;
  if (cause === 'works' && verified) return { kind: 'works', verified, serviceTime: time };
  if (cause === 'works' || cause === 'failed')
    return { kind: 'unclear', error: trial.kind === 'error' ? trial.error : undefined };
  return { kind: 'refused', cause, client: known, tenantId: verified?.tenantId };
}

function refuseIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CredentialsError('cancelled');
}
