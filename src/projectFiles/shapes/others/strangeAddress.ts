import { isOwnAddress } from '../fitsField.ts';
import { hostOf } from '../otherServices.ts';
import { kindOfValue } from '../placeholderValue.ts';

/** Keys for the address that a client id is used at, in lower case and without punctuation. */
const ADDRESS_KEYS: ReadonlySet<string> = new Set([
  ...['accesstokenuri', 'accesstokenurl', 'address', 'authendpoint', 'authhost', 'authority', 'authorityuri'],
  ...['authorityurl', 'authorizationendpoint', 'authorizationuri', 'authorizationurl', 'authorizeurl'],
  ...['authserver', 'authurl', 'discoveryurl', 'domain', 'endpoint', 'endpointurl', 'host', 'hostname'],
  ...['identityserver', 'identityserverurl', 'identityurl', 'idpurl', 'instance', 'issuer', 'issueruri'],
  ...[
    'issuerurl',
    'loginurl',
    'metadataaddress',
    'metadataurl',
    'oauthhost',
    'oauthurl',
    'openidconfiguration',
  ],
  ...['resource', 'resourceuri', 'resourceurl', 'server', 'serveruri', 'serverurl', 'ssourl'],
  ...['tokenendpoint', 'tokenendpointurl', 'tokenhost', 'tokenuri', 'tokenurl', 'uri', 'url'],
]);

/** Keys for an address that may also be the application's own: they tell something only beside a value. */
const BASE_KEYS: ReadonlySet<string> = new Set([
  ...[
    'apibase',
    'apibaseurl',
    'apiendpoint',
    'apihost',
    'apiurl',
    'baseaddress',
    'baseuri',
    'baseurl',
    'root',
  ],
  ...['rooturl', 'servicebaseuri', 'servicebaseurl', 'serviceuri', 'serviceurl'],
]);

/** Tells whether a key has the address that the client id beside it is used at; the name is plain. */
export const isAddressKey = (plain: string, hasValues: boolean): boolean =>
  ADDRESS_KEYS.has(plain) || (hasValues && BASE_KEYS.has(plain));

const LOOPBACK = /^(?:localhost|0\.0\.0\.0|127\.\d+\.\d+\.\d+|\[.*|host\.docker\.internal|.*\.localhost)$/;

/** A host without a scheme, with or without a port and a path. */
const BARE_HOST = /^((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})(?::\d{1,5})?(?:\/|$)/i;

/**
 * Tells whether a value is a real address, of neither the service nor a known host. The address of this machine is a program of
 * the developer's own.
 */
export function isStrangeAddress(value: string, hosts: ReadonlySet<string | undefined>): boolean {
  const trimmed = value.trim();
  if (kindOfValue(trimmed) !== 'value') return false;
  const host = hostOf(trimmed) ?? BARE_HOST.exec(trimmed)?.[1]?.toLowerCase();
  if (host === undefined || LOOPBACK.test(host) || hosts.has(host)) return false;
  return !isOwnAddress(trimmed) && !isOwnAddress(`https://${host}`);
}
