import * as client from 'openid-client';
import type { LocalTenant } from '../../../support/tenant/localTenant.ts';

/** Discovers the tenant like any program that follows the standard. */
export function discover(
  tenant: Pick<LocalTenant, 'resource'>,
  clientId: string,
  clientSecret: string,
  authentication: typeof client.ClientSecretPost = client.ClientSecretPost,
) {
  return client.discovery(
    new URL(`${tenant.resource}/identity`),
    clientId,
    undefined,
    authentication(clientSecret),
    { execute: [client.allowInsecureRequests] },
  );
}
