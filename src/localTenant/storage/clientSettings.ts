import type { SQLOutputValue } from 'node:sqlite';

/** What only some types of clients have; the others hold {@link DEFAULT_SETTINGS}. */
export interface ClientSettings {
  /** Byte for byte as they were given: they are compared exactly. */
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly allowedCorsOrigins: readonly string[];
  readonly clientUri: string | null;
  readonly logoUri: string | null;
  readonly allowOfflineAccess: boolean;
  readonly allowAccessTokensViaBrowser: boolean;
  readonly deviceCodeLifetimeSeconds: number;
}

/** The settings of a client that sets none; a device code lives as long as an IdentityServer's. */
export const DEFAULT_SETTINGS: ClientSettings = {
  redirectUris: [],
  postLogoutRedirectUris: [],
  allowedCorsOrigins: [],
  clientUri: null,
  logoUri: null,
  allowOfflineAccess: false,
  allowAccessTokensViaBrowser: false,
  deviceCodeLifetimeSeconds: 300,
};

/** Writes settings for the database; `null` for the defaults themselves. */
export function settingsText(settings: ClientSettings): string | null {
  return settings === DEFAULT_SETTINGS ? null : JSON.stringify(settings);
}

/** Reads settings from the database. What a later version adds has its default. */
export function settingsOf(text: SQLOutputValue | undefined): ClientSettings {
  return typeof text === 'string' ? { ...DEFAULT_SETTINGS, ...JSON.parse(text) } : DEFAULT_SETTINGS;
}
