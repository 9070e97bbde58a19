import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { decodeJwt, type JWTPayload } from 'jose';
import { formUser } from '../../../support/browser/formUser.ts';
import type { UserName } from '../../../support/browser/loginPage.ts';
import type { LocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller } from '../apiCaller.ts';

const REDIRECT_URI = 'https://application.example/callback';
const VERIFIER = 'a-verifier-that-is-long-enough-for-rfc-7636-section-4';

/** An application of a tenant, with a client of its own. */
export interface Application {
  readonly clientId: string;
  /** For hybrid clients. */
  readonly clientSecret?: string;
}

/** The answer of the token endpoint. */
export interface TokenAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it expects
  readonly body: any;
}

/** Creates an application that signs in users. */
export async function createApplication(
  tenant: LocalTenant,
  type: 'AuthorizationCodeClients' | 'HybridClients' = 'AuthorizationCodeClients',
  properties: object = {},
): Promise<Application> {
  const call: ApiCaller = await administratorCaller(tenant);
  const { status, body } = await call('POST', `/${type}`, {
    Name: 'Application',
    RedirectUris: [REDIRECT_URI],
    ...properties,
  });
  assert.equal(status, 201, JSON.stringify(body));
  await tenant.changesCount();
  return type === 'HybridClients'
    ? { clientId: body.Client.Id, clientSecret: body.Secret }
    : { clientId: body.Id };
}

/** Returns an authorization request; `parameters` are added or replace, and empty ones are left out. */
export function authorizationUrl(
  tenant: Pick<LocalTenant, 'resource' | 'tenantId'>,
  { clientId, clientSecret }: Application,
  parameters: Record<string, string> = {},
): string {
  const all = {
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    response_type: clientSecret ? 'code id_token' : 'code',
    nonce: 'a-nonce',
    state: 'a-state',
    scope: 'openid ocsapi',
    acr_values: `tenant:${tenant.tenantId}`,
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  };
  const query = new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''));
  return `${tenant.resource}/identity/connect/authorize?${query}`;
}

/** Sends a form to the token endpoint as the application. */
export async function requestTokens(
  tenant: Pick<LocalTenant, 'resource'>,
  { clientId, clientSecret }: Application,
  fields: Record<string, string>,
): Promise<TokenAnswer> {
  const secret = clientSecret ? { client_secret: clientSecret } : undefined;
  const response = await fetch(`${tenant.resource}/identity/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, ...secret, ...fields }),
  });
  return { status: response.status, body: await response.json() };
}

/** Renews tokens. */
export function refreshTokens(
  tenant: Pick<LocalTenant, 'resource'>,
  application: Application,
  refreshToken: string,
): Promise<TokenAnswer> {
  return requestTokens(tenant, application, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** Redeems the code in the address to which a browser was sent. */
export async function redeem(tenant: LocalTenant, application: Application, arrived: URL) {
  const answer = arrived.hash ? new URLSearchParams(arrived.hash.slice(1)) : arrived.searchParams;
  const tokens = await requestTokens(tenant, application, {
    grant_type: 'authorization_code',
    code: answer.get('code') ?? '',
    code_verifier: VERIFIER,
    redirect_uri: REDIRECT_URI,
  });
  assert.equal(tokens.status, 200, `${arrived} ${JSON.stringify(tokens.body)}`);
  return tokens.body;
}

/** Signs in a user, without a browser, and returns the body of the token endpoint's answer. */
export async function signInUser(
  tenant: LocalTenant,
  application: Application,
  scope = 'openid ocsapi',
  userName: UserName = 'administrator',
) {
  const address = authorizationUrl(tenant, application, { scope });
  return redeem(tenant, application, await formUser(tenant, userName).signInAt(address));
}

/** Reads the claims of a token without checking it. */
export const claimsOf = (token: string): JWTPayload => decodeJwt(token);

/** Asks the userinfo endpoint. */
export async function userinfo(
  tenant: Pick<LocalTenant, 'resource'>,
  accessToken: string,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${tenant.resource}/identity/connect/userinfo`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return (await response.json()) as Record<string, unknown>;
}
