import type { SecretReference } from './keptSecrets.ts';

/** Tells whether two GUIDs are the same: the service does not say which letters it writes them with. */
export const isSameId = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase();

type ClientReference = Pick<SecretReference, 'tenantId' | 'clientId'>;

/** Tells whether two references are to the same client of the same tenant. */
export const isSameClient = (one: ClientReference, other: ClientReference): boolean =>
  isSameId(one.tenantId, other.tenantId) && isSameId(one.clientId, other.clientId);
