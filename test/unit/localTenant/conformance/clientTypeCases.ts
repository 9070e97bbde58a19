import assert from 'node:assert/strict';
import { type ApiCaller, memberRoleId } from '../apiCaller.ts';

/** A type of clients, from the service's documentation and independent of the program. */
export interface ClientTypeCase {
  readonly segment: string;
  /** Whether it has secrets, so that the answer to `POST` has the first one in an envelope. */
  readonly hasSecrets: boolean;
  /** All properties that only this type has, with values that aren't defaults. */
  readonly full: Readonly<Record<string, unknown>>;
  /** The properties that `POST` requires in addition to `Name`. */
  readonly required: Readonly<Record<string, unknown>>;
  /** The defaults of the optional properties of `full`. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

const REDIRECT_URIS = ['http://127.0.0.1:3000/callback'];

const MANY_URIS = [...Array(10).keys()].map(number => `https://example.com/back/${number}`);

const PAGES = { ClientUri: 'https://example.com/about', LogoUri: 'http://example.com/logo.png' };
const NO_PAGES = { ClientUri: null, LogoUri: null };

/** The four types (documentation: *Clients*). */
export const CLIENT_TYPE_CASES: readonly ClientTypeCase[] = [
  {
    segment: 'ClientCredentialClients',
    hasSecrets: true,
    full: {},
    required: {},
    defaults: {},
  },
  {
    segment: 'AuthorizationCodeClients',
    hasSecrets: false,
    full: {
      RedirectUris: [...MANY_URIS.slice(1), 'com.example.app:/signed-in'],
      PostLogoutRedirectUris: MANY_URIS,
      AllowedCorsOrigins: ['https://example.com', 'http://localhost:4200'],
      ...PAGES,
      AllowOfflineAccess: true,
    },
    required: { RedirectUris: REDIRECT_URIS },
    defaults: { PostLogoutRedirectUris: [], AllowedCorsOrigins: [], ...NO_PAGES, AllowOfflineAccess: false },
  },
  {
    segment: 'HybridClients',
    hasSecrets: true,
    full: {
      RedirectUris: MANY_URIS,
      PostLogoutRedirectUris: MANY_URIS,
      ...PAGES,
      AllowOfflineAccess: true,
      AllowAccessTokensViaBrowser: true,
    },
    required: { RedirectUris: REDIRECT_URIS },
    defaults: {
      PostLogoutRedirectUris: [],
      ...NO_PAGES,
      AllowOfflineAccess: false,
      AllowAccessTokensViaBrowser: false,
    },
  },
  {
    segment: 'DeviceCodeClients',
    hasSecrets: false,
    full: { DeviceCodeLifetime: 900, ...PAGES },
    required: {},
    defaults: { DeviceCodeLifetime: 300, ...NO_PAGES },
  },
];

/** Returns the smallest body that `POST` accepts. Client Credentials clients must have the role Tenant Member. */
export async function leastBody(
  call: ApiCaller,
  { segment, required }: ClientTypeCase,
): Promise<Record<string, unknown>> {
  const roles = segment === 'ClientCredentialClients' ? { RoleIds: [await memberRoleId(call)] } : {};
  return { Name: 'A client', ...roles, ...required };
}

/** Creates a client of a type and returns it without its envelope. */
export async function createdOfType(
  call: ApiCaller,
  type: ClientTypeCase,
  properties: Record<string, unknown> = {},
) {
  const sent = { ...(await leastBody(call, type)), ...properties };
  const { status, body } = await call('POST', `/${type.segment}`, sent);
  assert.equal(status, 201, JSON.stringify(body));
  return type.hasSecrets ? { client: body.Client, secretId: body.Id } : { client: body, secretId: 0 };
}
