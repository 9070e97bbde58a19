import type { ClientType } from './clientTypes.ts';

/** What only some types of clients have (documentation: *Clients*). */
export interface ClientSettings {
  /** At most 10; byte for byte as they were given: the service compares them exactly. */
  readonly redirectUris: readonly string[];
  /** At most 10, as the redirect URIs. */
  readonly postLogoutRedirectUris: readonly string[];
  /** Scheme, host and port of the pages that may call the service. */
  readonly allowedCorsOrigins: readonly string[];
  /** Page that tells about the application. */
  readonly clientUri: string | null;
  /** Picture that users see when they sign in. */
  readonly logoUri: string | null;
  /** Whether users stay signed in by refresh tokens ("Allow Refresh Token" in the portal). */
  readonly allowOfflineAccess: boolean;
  /** Whether access tokens may come through the browser. */
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
  /** Whether a client cannot be created without it. */
  readonly needed: boolean;
}

const BROWSER_TYPES: readonly ClientType[] = ['authorizationCode', 'hybrid'];
const USER_TYPES: readonly ClientType[] = ['authorizationCode', 'hybrid', 'deviceCode'];

/** All settings, in the order in which a person wants to be asked for them. */
export const CLIENT_SETTINGS: readonly ClientSettingRow[] = [
  { key: 'redirectUris', wire: 'RedirectUris', types: BROWSER_TYPES, needed: true },
  { key: 'postLogoutRedirectUris', wire: 'PostLogoutRedirectUris', types: BROWSER_TYPES, needed: false },
  { key: 'allowedCorsOrigins', wire: 'AllowedCorsOrigins', types: ['authorizationCode'], needed: false },
  { key: 'allowOfflineAccess', wire: 'AllowOfflineAccess', types: BROWSER_TYPES, needed: false },
  {
    key: 'allowAccessTokensViaBrowser',
    wire: 'AllowAccessTokensViaBrowser',
    types: ['hybrid'],
    needed: false,
  },
  { key: 'deviceCodeLifetimeSeconds', wire: 'DeviceCodeLifetime', types: ['deviceCode'], needed: false },
  { key: 'clientUri', wire: 'ClientUri', types: USER_TYPES, needed: false },
  { key: 'logoUri', wire: 'LogoUri', types: USER_TYPES, needed: false },
];

const rowsOf = (type: ClientType) => CLIENT_SETTINGS.filter(({ types }) => types.includes(type));

// made once: a listing asks for each of up to 50,000 clients
const ROWS_OF_TYPE: Readonly<Record<ClientType, readonly ClientSettingRow[]>> = {
  clientCredentials: rowsOf('clientCredentials'),
  authorizationCode: rowsOf('authorizationCode'),
  hybrid: rowsOf('hybrid'),
  deviceCode: rowsOf('deviceCode'),
};

/** Lists the settings that clients of a type have. */
export const settingsOfType = (type: ClientType): readonly ClientSettingRow[] => ROWS_OF_TYPE[type];

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
