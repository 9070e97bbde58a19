import { isSameId } from '../../../credentials/records/sameId.ts';
import type { Core } from '../../core/core.ts';
import type { ConnectionAnswers } from './connectionAnswers.ts';
import { connectionOf } from './connectionAnswers.ts';

/** How long a wizard waits for a client that another connection reads, in milliseconds; after that it asks as if unknown. */
const READING_LIMIT_MS = 10_000;

/**
 * Tells whether the Authorization Code client of the answers allows refresh tokens, if a connection that is signed in at the
 * same address can read it; `undefined` if that isn't known. Never rejects, and never asks the user to sign in.
 */
export async function allowsRefreshTokens(
  core: Core,
  answers: Partial<ConnectionAnswers>,
): Promise<boolean | undefined> {
  const { resource, tenantId, signIn } = connectionOf(answers as ConnectionAnswers);
  const readers = core.connections
    .all()
    .filter(
      each => each.kind === 'service' && each.resource === resource && isSameId(each.tenantId, tenantId),
    );
  for (const reader of readers) {
    try {
      if (!(await core.signIns.isSignedIn(reader))) continue;
      const service = await core.connections.service(reader);
      const signal = AbortSignal.timeout(READING_LIMIT_MS);
      const { settings } = await service.client('authorizationCode', signIn.clientId, { signal });
      return settings.allowOfflineAccess;
    } catch (error) {
      // The question is asked either way.
      core.log.warn(`the client to sign in with could not be read: ${error}`);
    }
  }
  return undefined;
}
