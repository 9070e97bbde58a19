import type { TenantStore } from '../storage/tenantStore.ts';

/** The metadata of an issuer (OpenID Connect Discovery 1.0, section 4; RFC 8414, section 3). */
const METADATA = /^\/identity\/\.well-known\/(?:openid-configuration|oauth-authorization-server)(?:[?]|$)/i;

/** The first pages of a flow in a user's browser. */
const PAGES = /^\/identity\/(?:connect\/(?:authorize|endsession)|device)(?:[/?]|$)/i;

/** What a tenant knows about the clients that know it as `localhost`. */
export interface LocalhostClients {
  /** Notes a request under the name `localhost`. */
  note(url: string): void;
  /** Tells whether a browser that opens an address at `localhost` belongs to a client that knows the tenant as 127.0.0.1. */
  areStrangeTo(method: string | undefined, url: string): boolean;
}

/**
 * Returns what a tenant knows about clients that use it as `localhost`. There are some once the metadata have been asked for at that
 * name, even before a restart. Until then, a browser that comes to `localhost` was sent there by a client that knows 127.0.0.1,
 * and that compares the issuer in the answer with it. Cookies of one name aren't sent to the other, either.
 */
export function localhostClients({ settings }: TenantStore): LocalhostClients {
  let exist = settings.get('hasLocalhostClients') !== undefined;
  return {
    note(url) {
      if (exist || !METADATA.test(url)) return;
      exist = true;
      settings.set('hasLocalhostClients', 'yes');
    },
    areStrangeTo: (method, url) => !exist && method === 'GET' && PAGES.test(url),
  };
}
