import type { Profile } from '../profile.ts';
import type { TenantStore } from '../storage/tenantStore.ts';

/** Path of the OpenID service below `Resource`. */
export const IDENTITY_PATH = '/identity';

/** The issuer of the service's global address, which regional addresses publish, too. */
const GLOBAL_ISSUER = `https://uswe.datahub.connect.aveva.com${IDENTITY_PATH}`;

/** An issuer on another host. “.test” is reserved, so nothing is ever sent there (RFC 2606). */
const FOREIGN_ISSUER = `https://identity.local-tenant.test${IDENTITY_PATH}`;

/** What the issuer depends on. */
export interface IssuerChoice {
  /** The issuer that the owner wants. */
  readonly issuer?: string | undefined;
  readonly regional: boolean;
  readonly profile: Profile;
  /** `Resource`. */
  readonly resource: string;
}

/**
 * Returns the issuer that a tenant publishes at all its addresses; `undefined` if it publishes the address that it is asked at.
 * A tenant that isn't regional remembers its issuer, so that the same data folder has the same issuer at a regional address.
 */
export function chooseIssuer(store: TenantStore, choice: IssuerChoice): string | undefined {
  const { regional, profile } = choice;
  const issuer = choice.issuer ?? (regional ? regionalIssuer(store, profile) : globalIssuer(profile));
  if (!regional) store.settings.set('globalIssuer', issuer ?? ownIssuer(choice.resource));
  return issuer;
}

/** Returns the issuer of an address that is its own issuer. */
export function ownIssuer(resource: string): string {
  return `${resource}${IDENTITY_PATH}`;
}

function globalIssuer(profile: Profile): string | undefined {
  return profile.foreignIssuer ? FOREIGN_ISSUER : undefined;
}

function regionalIssuer(store: TenantStore, profile: Profile): string | undefined {
  if (!profile.globalIssuer) return globalIssuer(profile);
  return store.settings.get('globalIssuer') ?? GLOBAL_ISSUER;
}
