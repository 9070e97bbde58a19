/** Properties of every type with values that `POST` and `PUT` refuse. The refusal names the property. */
export const BAD_COMMON: readonly (readonly [string, unknown])[] = [
  ['Id', 'abc'],
  ['Name', '  '],
  ['Name', 7],
  ['Enabled', 'yes'],
  ['AccessTokenLifetime', 59],
  ['AccessTokenLifetime', 3601],
  ['AccessTokenLifetime', 60.5],
  ['AccessTokenLifetime', '3600'],
];

const ELEVEN = [...Array(11).keys()].map(number => `https://example.com/${number}`);

/** The same for properties of some types. */
export const BAD_SETTINGS: readonly (readonly [string, unknown])[] = [
  ['RedirectUris', []],
  ['RedirectUris', 'https://example.com'],
  ['RedirectUris', ELEVEN],
  ...[
    'callback',
    '/callback',
    'https://',
    'https:///path',
    'http:callback',
    'https://*.example.com',
    'https://example.com/*',
    'https://example.com/#part',
    'https://example.com/a b',
    ' https://example.com',
    'https://example.com/\n',
    'https:\\\\example.com',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    7,
  ].map(uri => ['RedirectUris', ['https://example.com', uri]] as const),
  ['PostLogoutRedirectUris', ELEVEN],
  ['PostLogoutRedirectUris', ['nowhere']],
  ...[
    '*',
    'null',
    'https://example.com/',
    'https://example.com/path',
    'example.com',
    'HTTPS://EXAMPLE.COM',
    'ftp://example.com',
  ].map(origin => ['AllowedCorsOrigins', [origin]] as const),
  ['AllowedCorsOrigins', 'https://example.com'],
  ['ClientUri', 'example.com'],
  ['ClientUri', 'app://x'],
  ['LogoUri', 'javascript:alert(1)'],
  ['AllowOfflineAccess', 1],
  ['AllowAccessTokensViaBrowser', 'true'],
  ['DeviceCodeLifetime', 0],
  ['DeviceCodeLifetime', 1.5],
  ['DeviceCodeLifetime', '300'],
];
