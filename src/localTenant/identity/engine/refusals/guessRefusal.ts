import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { GuessLimit } from '../../guessLimit.ts';

const TOO_MANY_REQUESTS = 429;

/** The error for a client whose secret was guessed too often (RFC 6749, section 5.2, leaves the code open). */
export class GuessedTooOften extends errors.CustomOIDCProviderError {
  constructor() {
    super('temporarily_unavailable', 'Too many wrong secrets. Try again later.');
    this.status = TOO_MANY_REQUESTS;
    this.statusCode = TOO_MANY_REQUESTS;
  }
}

/** Tells a client whose secret was guessed too often when to try again (RFC 6585, section 4). */
export function tellWhenToTryAgain(guesses: GuessLimit) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    const clientId = ctx.oidc?.client?.clientId;
    if (ctx.status === TOO_MANY_REQUESTS && clientId)
      ctx.set('Retry-After', String(guesses.waitSeconds(clientId)));
  };
}
