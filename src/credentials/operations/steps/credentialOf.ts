import { CredentialsError } from '../../credentialsError.ts';
import type { DeliverableCredential } from '../../delivery/deliverCredential.ts';
import type { KeptSecrets } from '../../records/keptSecrets.ts';
import { type Operation, secretOf } from '../operation.ts';

/** Puts together one of an operation's secrets from the keyring; rejects with `notKept` when it is not there. */
export async function credentialOf(
  operation: Operation,
  secretId: number | undefined,
  { keptSecrets }: { readonly keptSecrets: Pick<KeptSecrets, 'value'> },
): Promise<DeliverableCredential & { readonly secretId: number }> {
  const secret = secretId === undefined ? undefined : await keptSecrets.value(secretOf(operation, secretId));
  if (secretId === undefined || !secret) throw new CredentialsError('notKept');
  const { resource, tenantId, client } = operation;
  return {
    ...{ resource, tenantId, clientId: client.id, clientName: client.name, secretId, secret },
    ...(client.type === 'hybrid' ? { clientType: client.type } : {}),
  };
}
