import type { RequestListener } from 'node:http';
import type { ApiListener } from './api/identityApi.ts';
import { refuse, writeAnswer } from './api/wire/answer.ts';
import { IDENTITY_PATH, type IdentityListener } from './identity/identityProvider.ts';

/** The services on the tenant's port. */
export interface RequestParts {
  readonly isOwnHost: (host: string | undefined) => boolean;
  /** Host and port of `Resource`. */
  readonly canonicalHost: string;
  readonly identity: IdentityListener;
  readonly api: ApiListener;
  newGuid(): string;
}

/** Passes each request to its service: the OpenID service below `/identity`, otherwise the API. */
export function createRequestListener(parts: RequestParts): RequestListener {
  const { isOwnHost, canonicalHost, identity, api, newGuid } = parts;
  return (request, response) => {
    if (!isOwnHost(request.headers.host)) {
      const refusal = refuse(
        'wrongHost',
        'The header Host names another host.',
        `Send requests to http://${canonicalHost}.`,
      );
      writeAnswer(request, response, refusal, newGuid);
      return;
    }
    const { method, url = '', headers } = request;
    if (method === 'GET' && headers.host !== canonicalHost && PAGES.test(url)) {
      response.writeHead(307, { Location: `http://${canonicalHost}${url}` }).end();
      return;
    }
    // One name from here on, because the issuer is fixed and the engine derives its endpoints from this header.
    headers.host = canonicalHost;
    if (isIdentityPath(url)) identity(request, response);
    else void api(request, response);
  };
}

/**
 * The first pages of a flow in a user's browser. A browser that uses the other host name is redirected to the one that all
 * further addresses have, because cookies of `localhost` aren't sent to `127.0.0.1`.
 */
const PAGES = /^\/identity\/(?:connect\/(?:authorize|endsession)|device)(?:[/?]|$)/i;

function isIdentityPath(url: string): boolean {
  return (
    url.slice(0, IDENTITY_PATH.length).toLowerCase() === IDENTITY_PATH &&
    ['', '/', '?'].includes(url.charAt(IDENTITY_PATH.length))
  );
}
