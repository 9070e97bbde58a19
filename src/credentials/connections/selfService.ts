import type { SecretText } from '../../secret/secretText.ts';
import type { IdentityService } from '../../service/identityService.ts';
import type { ClientIds, CredentialReference } from '../records/references.ts';
import type { Connection } from './connection.ts';
import { serviceWith } from './connectionSession.ts';
import type { SessionSurroundings } from './sessionSurroundings.ts';
import { unkeptSignIn } from './signInRecords.ts';

/** A client with one of its secrets. */
export interface ClientWithSecret extends ClientIds, Pick<CredentialReference, 'resource'> {
  readonly secret: SecretText;
}

/**
 * Makes the service as a client itself sees it: of a Client-Credentials client, it lists, adds and deletes the client's
 * own secrets without any administrator ("Self" in the service's documentation of secrets). Nothing is kept.
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
  return serviceWith(connection, unkeptSignIn(record), surroundings);
}
