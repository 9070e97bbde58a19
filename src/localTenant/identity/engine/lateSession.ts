import Provider from 'oidc-provider';
import { SESSION_SECONDS } from './lifetimes.ts';

/** Options of the session's cookie: only for this server, not readable by scripts, not sent with forms of other sites. */
export const SESSION_COOKIE = { httpOnly: true, sameSite: 'lax' } as const;

/**
 * Fixes the engine's error page of the device form. If the browser's session has expired, the engine starts a new one too
 * late and fails to save it (status 500). This saves the session and sets its cookie, so that the form on the page works.
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
