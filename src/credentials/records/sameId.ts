import type { ClientIds } from './references.ts';

/** Tells whether two GUIDs are the same. Ignores case: the service does not specify which one it uses. */
export const isSameId = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase();

/** Tells whether two references are to the same client of the same tenant. */
export const isSameClient = (one: ClientIds, other: ClientIds): boolean =>
  isSameId(one.tenantId, other.tenantId) && isSameId(one.clientId, other.clientId);

/**
 * Tells whether JSON that is not a record may be about a client: it does not say that it is about another one.
 *
 * @param value what a damaged record holds; `undefined` when nothing is known of it
 */
export function mayConcern(value: unknown, client: ClientIds): boolean {
  const { tenantId, clientId, client: nested } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const id = clientId ?? (nested as { readonly id?: unknown } | null | undefined)?.id;
  if (typeof tenantId !== 'string' || typeof id !== 'string') return true;
  return isSameClient({ tenantId, clientId: id }, client);
}
