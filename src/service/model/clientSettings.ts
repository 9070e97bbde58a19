import type { ClientType } from './clientTypes.ts';

/** The settings that only some types of clients have (documentation: *Clients*). */
export interface ClientSettings {
  /** At most 10. They are never normalized, because the service compares them byte by byte. */
  readonly redirectUris: readonly string[];
  /** At most 10. They are never normalized either. */
  readonly postLogoutRedirectUris: readonly string[];
  /** Scheme, host and port of the pages that can call the service. */
  readonly allowedCorsOrigins: readonly string[];
  /** Address of a page about the application. */
  readonly clientUri: string | null;
  /** Address of a picture that users see when they sign in. */
  readonly logoUri: string | null;
  /** Whether refresh tokens keep users signed in ("Allow Refresh Token" in the portal). */
  readonly allowOfflineAccess: boolean;
  /** Whether access tokens can be sent through the browser. */
  readonly allowAccessTokensViaBrowser: boolean;
  /** Time a user has to enter a device code, seconds. */
  readonly deviceCodeLifetimeSeconds: number;
}

/** One row of the table of settings. */
export interface ClientSettingRow<Key extends keyof ClientSettings = keyof ClientSettings> {
  readonly key: Key;
  /** Name of the property on the wire. */
  readonly wire: string;
  readonly types: readonly ClientType[];
  /** Whether the service requires it to create a client. */
  readonly needed: boolean;
}

const BROWSER_TYPES: readonly ClientType[] = ['authorizationCode', 'hybrid'];
const USER_TYPES: readonly ClientType[] = ['authorizationCode', 'hybrid', 'deviceCode'];

/** In the order in which users expect to be asked for them. */
const SETTINGS: Readonly<Record<keyof ClientSettings, Omit<ClientSettingRow, 'key'>>> = {
  redirectUris: { wire: 'RedirectUris', types: BROWSER_TYPES, needed: true },
  postLogoutRedirectUris: { wire: 'PostLogoutRedirectUris', types: BROWSER_TYPES, needed: false },
  allowedCorsOrigins: { wire: 'AllowedCorsOrigins', types: ['authorizationCode'], needed: false },
  allowOfflineAccess: { wire: 'AllowOfflineAccess', types: BROWSER_TYPES, needed: false },
  allowAccessTokensViaBrowser: { wire: 'AllowAccessTokensViaBrowser', types: ['hybrid'], needed: false },
  deviceCodeLifetimeSeconds: { wire: 'DeviceCodeLifetime', types: ['deviceCode'], needed: false },
  clientUri: { wire: 'ClientUri', types: USER_TYPES, needed: false },
  logoUri: { wire: 'LogoUri', types: USER_TYPES, needed: false },
};

/** All settings, in the order in which users expect to be asked for them. */
export const CLIENT_SETTINGS: readonly ClientSettingRow[] = (
  Object.keys(SETTINGS) as (keyof ClientSettings)[]
).map(key => ({ key, ...SETTINGS[key] }));

const rowsOf = (type: ClientType) => CLIENT_SETTINGS.filter(({ types }) => types.includes(type));

// Made once, because a list reads them for each of up to 50,000 clients.
const ROWS_OF_TYPE: Readonly<Record<ClientType, readonly ClientSettingRow[]>> = {
  clientCredentials: rowsOf('clientCredentials'),
  authorizationCode: rowsOf('authorizationCode'),
  hybrid: rowsOf('hybrid'),
  deviceCode: rowsOf('deviceCode'),
};

/** Returns the settings that clients of a type have. */
export const settingsOfType = (type: ClientType): readonly ClientSettingRow[] => ROWS_OF_TYPE[type];

/** The settings of a client that sets none. The lifetime of device codes is IdentityServer's default. */
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
