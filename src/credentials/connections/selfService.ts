import type { SecretText } from '../../secret/secretText.ts';
import type { IdentityService } from '../../service/identityService.ts';
import type { ClientIds, CredentialReference } from '../records/references.ts';
import type { Connection } from './connection.ts';
import { serviceWith } from './session.ts';
import type { SessionSurroundings } from './sessionSurroundings.ts';
import { holdInMemory } from './signInRecords.ts';

/** A client with one of its secrets. */
export interface ClientWithSecret extends ClientIds, Pick<CredentialReference, 'resource'> {
  readonly secret: SecretText;
}

/**
 * Makes the service with a client's own sign-in. A Client-Credentials client can list, add and delete its own secrets
 * without an administrator ("Self" in the service's documentation of secrets). Nothing is saved.
 */
export function serviceAsClient(
  { resource, tenantId, clientId, secret }: ClientWithSecret,
  surroundings: SessionSurroundings,
): IdentityService {
  const connection: Connection = {
    name: clientId,
    kind: 'service',
    resource,
    tenantId,
    signIn: { method: 'client', clientId },
  };
  const record = {
    kind: 'client',
    id: surroundings.newId(),
    account: clientId,
    clientSecret: secret,
  } as const;
  return serviceWith(connection, holdInMemory(record), surroundings);
}
