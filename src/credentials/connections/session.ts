import { IdentityService } from '../../service/identityService.ts';
import { Transport } from '../../service/transport.ts';
import type { RenewingTokenSource } from '../../signIn/renewingTokenSource.ts';
import type { Connection } from './connection.ts';
import { connectionTokens } from './connectionTokens.ts';
import type { SessionSurroundings } from './sessionSurroundings.ts';
import type { SignInRecord } from './signInRecord.ts';
import { holdInMemory, type SignInSlot } from './signInRecords.ts';

/** A connection in use. */
export interface Session {
  readonly tokens: RenewingTokenSource;
  readonly service: IdentityService;
}

/** Makes the service of a connection with the sign-in of a slot. */
export function serviceWith(
  connection: Connection,
  slot: SignInSlot,
  surroundings: SessionSurroundings,
): IdentityService {
  return makeSession(connection, slot, surroundings).service;
}

/**
 * Proves that a sign-in works by reading the tenant. Saves nothing. Returns the sign-in as it is afterwards, because its
 * tokens may have been renewed.
 */
export async function proveSignIn(
  connection: Connection,
  record: SignInRecord,
  surroundings: SessionSurroundings,
  signal?: AbortSignal,
): Promise<SignInRecord> {
  const slot = holdInMemory(record);
  await serviceWith(connection, slot, surroundings).tenant({ signal });
  return (await slot.get()) ?? record;
}

/** Makes the session of a connection with the sign-in of a slot. */
export function makeSession(
  connection: Connection,
  slot: SignInSlot,
  surroundings: SessionSurroundings,
): Session {
  const tokens = connectionTokens(connection, slot, surroundings);
  const apiRoot = `${connection.resource}/api/v1/Tenants/${connection.tenantId}`;
  return { tokens, service: new IdentityService(new Transport({ apiRoot, tokens, ...surroundings })) };
}
