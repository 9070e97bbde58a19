import Provider from 'oidc-provider';
import { SESSION_SECONDS } from './lifetimes.ts';

/** How the session's cookie is set: for this server alone, out of reach of scripts, and not along with foreign forms. */
export const SESSION_COOKIE = { httpOnly: true, sameSite: 'lax' } as const;

/**
 * Mends the engine's error page of the device form: for a browser whose session is over it begins a new session
 * after the time for that is past, and fails at writing it (status 500). Here the session is written, and told to
 * the browser, so that the form that the page shows can be sent.
 */
export function saveLateSessions(provider: Provider): void {
  const { prototype } = provider.Session;
  const { persist } = prototype;
  prototype.persist = async function persistOrBegin() {
    if (typeof this.exp === 'number') return persist.call(this);
    const { cookies } = Provider.ctx?.oidc ?? {};
    cookies?.set(provider.cookieName('session'), this.jti, SESSION_COOKIE);
    return this.save(SESSION_SECONDS);
  };
}
