import { CredentialsError } from '../../credentialsError.ts';
import type { DeliverableCredential } from '../../delivery/deliverCredential.ts';
import type { KeptSecrets } from '../../records/keptSecrets.ts';
import { credentialReferenceOf, secretOf } from '../../records/references.ts';
import type { Operation } from '../operation.ts';

/** Reads one of an operation's secrets from secret storage. Rejects with `notKept` when it is not saved. */
export async function credentialOf(
  operation: Operation,
  secretId: number | undefined,
  { keptSecrets }: { readonly keptSecrets: Pick<KeptSecrets, 'value'> },
): Promise<DeliverableCredential> {
  const secret = secretId === undefined ? undefined : await keptSecrets.value(secretOf(operation, secretId));
  if (secretId === undefined || !secret) throw new CredentialsError('notKept');
  return { ...credentialReferenceOf(operation, secretId), secret };
}
