import fs from 'node:fs';
import type { TenantStore } from '../storage/tenantStore.ts';
import type { Surroundings } from '../surroundings.ts';
import { makeCertificates, type SelfMadeIdentity } from './makeCertificates.ts';
import { readTlsIdentity, type TlsChoice, type TlsIdentity } from './tlsChoice.ts';

/** A certificate of our own is replaced at a start at which it is valid for less than this. */
const LEAST_VALID_MS = 30 * 86_400_000;

/**
 * Returns the certificate for https. A self-made one is saved with the tenant's data, and its authority is written to
 * `authorityFile`, for clients to trust.
 *
 * @throws {LocalTenantError} `tlsUnusable`
 */
export function tlsIdentity(
  choice: TlsChoice,
  store: TenantStore,
  authorityFile: string,
  surroundings: Surroundings,
): TlsIdentity {
  if (choice !== 'selfMade') return readTlsIdentity(choice);
  const identity = selfMadeIdentity(store, surroundings);
  fs.writeFileSync(authorityFile, identity.authority, { mode: 0o600 });
  surroundings.log(`Clients trust its certificate with the authority in ${authorityFile}.`);
  return identity;
}

function selfMadeIdentity(store: TenantStore, { now, randomBytes }: Surroundings): SelfMadeIdentity {
  const kept = store.settings.get('tlsIdentity');
  const identity: SelfMadeIdentity | undefined = kept && JSON.parse(kept);
  if (identity && identity.expiresAtMs > now() + LEAST_VALID_MS) return identity;
  const made = makeCertificates(now(), randomBytes);
  store.settings.set('tlsIdentity', JSON.stringify(made));
  return made;
}
