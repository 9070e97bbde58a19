import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeFault } from '../faults/faultDescription.ts';
import { hostNameOf } from '../http/hostCheck.ts';
import type { Caller, TokenCheck, TokenFault } from '../identity/accessTokenCheck.ts';
import { refuseAccess } from './access.ts';
import { addressesUnder } from './addresses.ts';
import type { Tenant } from './call.ts';
import { answerCrossOrigin } from './crossOrigin.ts';
import { carryOutLate } from './lateOperation.ts';
import type { Method, Route } from './route.ts';
import { createRouter, type RouteMatch } from './router.ts';
import { ROUTES } from './routeTable.ts';
import { type Answer, type Read, type Refusal, refuse, writeAnswer } from './wire/answer.ts';
import { readBodyOf } from './wire/jsonBody.ts';

/** `/api/v1/Tenants/{tenantId}`, optionally with a path below it. */
const TENANT_PATH = /^\/api\/v1\/tenants\/([^/]+)(?:\/(.*?))?\/?$/i;

/** The words for a caller without a valid token. */
const TOKEN_FAULTS: Readonly<Record<TokenFault, { reason: string; resolution: string }>> = {
  missing: {
    reason: 'There is no bearer token in the header Authorization.',
    resolution: 'Get a token from the token endpoint that the discovery document names.',
  },
  expired: { reason: 'The token has expired.', resolution: 'Get a new token.' },
  invalid: {
    reason: 'The token is not one of this tenant.',
    resolution:
      'Get a token from this tenant. After a start on another port, old tokens are no longer valid.',
  },
};

/** Checks the header `Authorization`. */
export type TokenChecker = (authorization: string | undefined) => Promise<TokenCheck>;

/** Answers requests to the identity API, and all others that no one else answers. */
export type ApiListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Options of {@link createIdentityApi}. */
export interface IdentityApiOptions {
  /**
   * Whether to answer like a regional address, which is read-only but for namespaces: clients, secrets, roles and users belong
   * to the whole tenant and are changed at its global address (documentation: *Regional URLs*).
   */
  readonly regional: boolean;
  /** Returns after how many seconds a request's change counts in authentication; `undefined`: at once. */
  secondsLate(request: IncomingMessage): number | undefined;
}

/** Returns the identity API of a tenant. The listener's promise never rejects. */
export function createIdentityApi(
  tenant: Tenant,
  checkToken: TokenChecker,
  { regional, secondsLate }: IdentityApiOptions,
): ApiListener {
  const findRoute = createRouter(ROUTES);

  async function answerOf(request: IncomingMessage): Promise<Answer> {
    const target = findTarget(findRoute, request);
    if (!target.ok) return target.refusal;
    const { route, parameters, tenantId, search } = target.value;
    // Before authentication, because the address itself is wrong.
    if (regional && isWriteToTenant(route)) return REGIONAL_WRITE;
    const admitted = await admit(request.headers.authorization, checkToken);
    if (!admitted.ok) return admitted.refusal;
    const caller = admitted.value;
    const refused = refuseAccess(route.access, caller, tenantId, parameters);
    if (refused) return refused;
    const body = await readRouteBody(route, request);
    if (!body.ok) return body.refusal;
    const addresses = addressesUnder(hostNameOf(request.headers.host), tenant.addresses);
    const call = {
      tenant: { ...tenant, addresses },
      caller,
      parameters,
      query: readQuery(search),
      body: body.value,
    };
    const seconds = secondsLate(request);
    return seconds === undefined ? route.operation(call) : carryOutLate(route.operation, call, seconds);
  }

  return async (request, response) => {
    let answer: Answer;
    try {
      if (answerCrossOrigin(request, response, origin => tenant.store.clients.allowsOrigin(origin))) return;
      answer = await answerOf(request);
    } catch (fault) {
      // The connection was closed while the body was read, so there is no one to answer.
      if (request.destroyed && !request.complete) return;
      tenant.surroundings.log(describeFault(fault));
      answer = refuse('serverFault', 'Something unexpected happened.', 'See the log of the local tenant.');
    }
    writeAnswer(request, response, answer, tenant.newGuid);
  };
}

const WITH_BODY: ReadonlySet<Method> = new Set(['POST', 'PUT']);
const WRITES: ReadonlySet<Method> = new Set([...WITH_BODY, 'DELETE']);

function isWriteToTenant({ method, ofNamespace }: Route): boolean {
  return WRITES.has(method) && !ofNamespace;
}

const REGIONAL_WRITE: Refusal = {
  ...refuse(
    'methodNotAllowed',
    'This is a regional address, which takes no writes.',
    "Send the request to the tenant's global address.",
  ),
  headers: { Allow: 'GET, HEAD' },
};

async function readRouteBody(
  { method, body = 'json' }: Route,
  request: IncomingMessage,
): Promise<Read<unknown>> {
  return WITH_BODY.has(method) ? readBodyOf(body, request) : { ok: true, value: undefined };
}

interface Target extends Extract<RouteMatch, { found: 'route' }> {
  /** From the path, in lower case. */
  readonly tenantId: string;
  readonly search: string;
}

function findTarget(
  findRoute: ReturnType<typeof createRouter>,
  { method = '', url = '' }: IncomingMessage,
): Read<Target> {
  const [path = '', search = ''] = url.split('?', 2);
  const [, tenantId, below = ''] = TENANT_PATH.exec(path) ?? [];
  const match: RouteMatch = tenantId === undefined ? { found: 'nothing' } : findRoute(method, below);
  if (match.found !== 'route' || tenantId === undefined) return { ok: false, refusal: refuseRoute(match) };
  return { ok: true, value: { ...match, tenantId: tenantId.toLowerCase(), search } };
}

function refuseRoute(match: RouteMatch): Refusal {
  if (match.found !== 'otherMethods') {
    return refuse('notFound', 'There is nothing at this address.', 'Check the path of the request.');
  }
  const allow = match.allowed.join(', ');
  const refusal = refuse('methodNotAllowed', 'This address does not take this method.', `Use ${allow}.`);
  return { ...refusal, headers: { Allow: allow } };
}

async function admit(authorization: string | undefined, checkToken: TokenChecker): Promise<Read<Caller>> {
  const token = await checkToken(authorization);
  if (token.ok) return { ok: true, value: token.caller };
  const { reason, resolution } = TOKEN_FAULTS[token.fault];
  const headers = { 'WWW-Authenticate': 'Bearer' };
  return { ok: false, refusal: { ...refuse('unauthorized', reason, resolution), headers } };
}

function readQuery(search: string): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search)) query.append(name.toLowerCase(), value);
  return query;
}
