import { randomUUID } from 'node:crypto';
import type { Connection, SignInChoice } from '../../../src/credentials/connections/connection.ts';
import { serviceWith } from '../../../src/credentials/connections/session.ts';
import type { SessionSurroundings } from '../../../src/credentials/connections/sessionSurroundings.ts';
import type { ClientSignInRecord } from '../../../src/credentials/connections/signInRecord.ts';
import { holdInMemory } from '../../../src/credentials/connections/signInRecords.ts';
import type { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import type { IdentityService } from '../../../src/service/identityService.ts';
import type { LocalTenant } from '../tenant/localTenant.ts';

/**
 * Returns the surroundings of sessions: the real clock, no delays, no other window, and no memory of outages.
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

/** Returns a connection to a local tenant; default: as its administrator. */
export function connectionTo(
  { resource, tenantId, clientId }: Pick<LocalTenant, 'resource' | 'tenantId' | 'clientId'>,
  signIn: SignInChoice = { method: 'client', clientId },
): Connection {
  return { name: 'Test', kind: 'service', resource, tenantId, signIn };
}

/** Returns the sign-in of a client. */
export const clientRecord = (clientSecret: string): ClientSignInRecord => ({
  kind: 'client',
  id: randomUUID(),
  account: 'Test',
  clientSecret: new SecretText(clientSecret),
});

/** Returns the service of a local tenant as its administrator. */
export function serviceOf(
  tenant: Pick<LocalTenant, 'resource' | 'tenantId' | 'clientId' | 'clientSecret'>,
  dispatcher: HttpDispatcher,
): IdentityService {
  const slot = holdInMemory(clientRecord(tenant.clientSecret));
  return serviceWith(connectionTo(tenant), slot, sessionSurroundings(dispatcher));
}
