import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';

/** Reads the secret that a rotation replaces; `undefined` when it, or its client, was deleted. */
export async function readOldSecret(
  { client, oldSecretId }: Pick<Operation, 'client' | 'oldSecretId'>,
  { service }: Pick<OperationParts, 'service'>,
): Promise<ClientSecret | undefined> {
  const secrets = await service.secrets(client.type, client.id).catch(unlessGone);
  return secrets?.find(({ id }) => id === oldSecretId);
}
