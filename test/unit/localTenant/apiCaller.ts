import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { importJWK, SignJWT } from 'jose';
import { MEMBER_ROLE_TYPE_ID } from '../../../src/service/model/builtInRoles.ts';
import { administratorToken, type LocalTenant } from '../../support/tenant/localTenant.ts';

/** The answer to a call. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it expects
  readonly body: any;
}

/** Calls the API; `path` is below the tenant. */
export type ApiCaller = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Makes the service send properties that are null, too. */
const VERBOSE = { 'Accept-Verbosity': 'verbose' };

/**
 * Returns a caller that sends a token.
 *
 * @param headers further headers; default: those that make answers verbose
 */
export function apiCaller(
  tenant: LocalTenant,
  token: string | undefined,
  headers: Readonly<Record<string, string>> = VERBOSE,
): ApiCaller {
  return async (method, below, body) => {
    const response = await fetch(`${tenant.resource}/api/v1/Tenants/${tenant.tenantId}${below}`, {
      method,
      headers: token === undefined ? headers : { ...headers, Authorization: `Bearer ${token}` },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
}

/** Returns a caller with the administrator's token. */
export async function administratorCaller(tenant: LocalTenant): Promise<ApiCaller> {
  return apiCaller(tenant, await administratorToken(tenant));
}

/** Returns the id of the role Tenant Member. */
export async function memberRoleId(call: ApiCaller): Promise<string> {
  const { body } = await call('GET', '/Roles');
  return body.find((role: { RoleTypeId: string }) => role.RoleTypeId === MEMBER_ROLE_TYPE_ID).Id;
}

/** Creates a client with the role Tenant Member and returns the envelope. */
export async function createdClient(call: ApiCaller, properties: Record<string, unknown> = {}) {
  const RoleIds = [await memberRoleId(call)];
  const { status, body } = await call('POST', '/ClientCredentialClients', {
    Name: 'A client',
    RoleIds,
    ...properties,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

/** Claims and header of a token that the tenant's engine didn't issue. */
export interface ForgedToken {
  readonly claims?: Record<string, unknown>;
  readonly issuer?: string;
  readonly audience?: string;
  readonly type?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
}

/**
 * Signs a token with the tenant's own key, which is read from its database while it runs. This is the only way to get a token
 * without roles, or one that has expired already.
 */
export async function forgedToken(tenant: LocalTenant, forged: ForgedToken = {}): Promise<string> {
  const database = new DatabaseSync(path.join(tenant.dataDir, 'tenant.db'), { readOnly: true });
  const row = database.prepare("SELECT value FROM setting WHERE name = 'signingKey'").get();
  database.close();
  const key = await importJWK(JSON.parse(String(row?.value)), 'RS256');
  const seconds = Math.floor(Date.now() / 1000);
  return new SignJWT({
    tid: tenant.tenantId,
    client_id: 'somebody',
    role_type: [],
    scope: 'ocsapi',
    jti: randomBytes(8).toString('hex'),
    ...forged.claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: forged.type ?? 'at+jwt' })
    .setIssuer(forged.issuer ?? `${tenant.resource}/identity`)
    .setAudience(forged.audience ?? 'ocsapi')
    .setExpirationTime(seconds + (forged.expiresIn ?? 600))
    .sign(key);
}
