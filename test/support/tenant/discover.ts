import * as client from 'openid-client';
import type { LocalTenant } from './localTenant.ts';
import { profileOfRun } from './profileOfRun.ts';

/** The issuer that a tenant publishes: its own address, but for a run in the strict profile. */
export async function issuerOf({ resource }: Pick<LocalTenant, 'resource'>): Promise<string> {
  const own = `${resource}/identity`;
  return profileOfRun() === 'usual' ? own : (await metadataOf(resource)).issuer;
}

/**
 * Discovers a tenant: as openid-client does for any service or, in a run in the strict profile, as an application has to whose
 * service publishes an issuer on another host, which openid-client's own discovery rejects.
 */
export async function discover(
  { resource }: Pick<LocalTenant, 'resource'>,
  clientId: string,
  authentication: client.ClientAuth,
): Promise<client.Configuration> {
  if (profileOfRun() === 'usual') {
    const options = { execute: [client.allowInsecureRequests] };
    return client.discovery(new URL(`${resource}/identity`), clientId, undefined, authentication, options);
  }
  const configuration = new client.Configuration(
    await metadataOf(resource),
    clientId,
    undefined,
    authentication,
  );
  client.allowInsecureRequests(configuration);
  return configuration;
}

async function metadataOf(resource: string): Promise<client.ServerMetadata> {
  const answer = await fetch(`${resource}/identity/.well-known/openid-configuration`);
  return (await answer.json()) as client.ServerMetadata;
}
