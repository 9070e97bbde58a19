import type { RequestListener } from 'node:http';
import type { ApiListener } from './api/identityApi.ts';
import { refuse, writeAnswer } from './api/wire/answer.ts';
import { type HostName, hostNameOf } from './http/hostCheck.ts';
import type { IdentityListener } from './identity/identityProvider.ts';
import { IDENTITY_PATH } from './identity/issuer.ts';
import type { LocalhostClients } from './identity/localhostClients.ts';

/** The services on the tenant's port. */
export interface RequestParts {
  readonly isOwnHost: (host: string | undefined) => boolean;
  readonly port: number;
  /** `Resource`. */
  readonly resource: string;
  /** Returns the OpenID service under a name of the tenant. */
  identityAt(name: HostName): IdentityListener;
  readonly localhost: LocalhostClients;
  readonly api: ApiListener;
  newGuid(): string;
}

/** Passes each request to its service: the OpenID service below `/identity`, otherwise the API. */
export function createRequestListener(parts: RequestParts): RequestListener {
  const { isOwnHost, port, resource, identityAt, localhost, api, newGuid } = parts;
  return (request, response) => {
    const { method, url = '', headers } = request;
    if (!isOwnHost(headers.host)) {
      const refusal = refuse(
        'wrongHost',
        'The header Host names another host.',
        `Send requests to ${resource}.`,
      );
      writeAnswer(request, response, refusal, newGuid);
      return;
    }
    const name = hostNameOf(headers.host);
    if (name === 'localhost') {
      localhost.note(url);
      if (localhost.areStrangeTo(method, url)) {
        response.writeHead(307, { Location: `${resource}${url}` }).end();
        return;
      }
    }
    // Written in one way from here on, because the engine derives its endpoints from this header.
    headers.host = `${name}:${port}`;
    if (isIdentityPath(url)) identityAt(name)(request, response);
    else void api(request, response);
  };
}

function isIdentityPath(url: string): boolean {
  return (
    url.slice(0, IDENTITY_PATH.length).toLowerCase() === IDENTITY_PATH &&
    ['', '/', '?'].includes(url.charAt(IDENTITY_PATH.length))
  );
}
