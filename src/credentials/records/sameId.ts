import type { ClientIds } from './references.ts';

/** Tells whether two GUIDs are the same. Ignores case: the service does not specify which one it uses. */
export const isSameId = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase();

/** Tells whether two references are to the same client of the same tenant. */
export const isSameClient = (one: ClientIds, other: ClientIds): boolean =>
  isSameId(one.tenantId, other.tenantId) && isSameId(one.clientId, other.clientId);
