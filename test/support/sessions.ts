import { randomUUID } from 'node:crypto';
import type { Connection, SignInChoice } from '../../src/credentials/connections/connection.ts';
import { serviceWith } from '../../src/credentials/connections/connectionSession.ts';
import type { SessionSurroundings } from '../../src/credentials/connections/sessionSurroundings.ts';
import type { ClientSignInRecord } from '../../src/credentials/connections/signInRecord.ts';
import { holdInMemory } from '../../src/credentials/connections/signInRecords.ts';
import type { HttpDispatcher } from '../../src/network/httpDispatcher.ts';
import { SecretText } from '../../src/secret/secretText.ts';
import type { IdentityService } from '../../src/service/identityService.ts';
import type { LocalTenant } from './tenant/localTenant.ts';

/**
 * Makes what sessions need beside the network: the real clock, no waiting, no other window, and no memory of
 * services that were down.
 */
export function sessionSurroundings(
  dispatcher: HttpDispatcher,
  given: Partial<SessionSurroundings> = {},
): SessionSurroundings {
  return {
    dispatcher,
    outages: { check: () => undefined, report: () => {} },
    nowMs: Date.now,
    random: () => 0,
    sleep: async () => {},
    newId: randomUUID,
    exclusively: task => task(),
    ...given,
  };
}

/** Makes a connection to a local tenant, by default as its administrator. */
export function connectionTo(
  { resource, tenantId, clientId }: Pick<LocalTenant, 'resource' | 'tenantId' | 'clientId'>,
  signIn: SignInChoice = { method: 'client', clientId },
): Connection {
  return { name: 'Test', kind: 'service', resource, tenantId, signIn };
}

/** Makes the sign-in of a client. */
export const clientRecord = (clientSecret: string): ClientSignInRecord => ({
  kind: 'client',
  id: randomUUID(),
  account: 'Test',
  clientSecret: new SecretText(clientSecret),
});

/** Makes the service of a local tenant, as its administrator. */
export function serviceOf(
  tenant: Pick<LocalTenant, 'resource' | 'tenantId' | 'clientId' | 'clientSecret'>,
  dispatcher: HttpDispatcher,
): IdentityService {
  const slot = holdInMemory(clientRecord(tenant.clientSecret));
  return serviceWith(connectionTo(tenant), slot, sessionSurroundings(dispatcher));
}
