import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import type { NetworkLimits } from '../../../src/network/networkAgent.ts';

/** A request to {@link impatientDispatcher}. */
export interface JudgedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
}

/**
 * Returns a dispatcher with the product's timeouts, except for requests that are never answered, which have short ones. So a
 * test of a timeout is fast, and real answers may still be slow.
 *
 * @param isHopeless called once for each request, in their order; returns whether it is never answered
 * @param impatience timeouts of these requests, in milliseconds
 * @param limits for all requests
 */
export function impatientDispatcher(
  isHopeless: (request: JudgedRequest) => boolean,
  impatience: Partial<NetworkLimits>,
  limits: Partial<NetworkLimits> = {},
): HttpDispatcher {
  const patient = new HttpDispatcher(limits);
  const impatient = new HttpDispatcher({ ...limits, ...impatience });
  const choose = (request: JudgedRequest) => (isHopeless(request) ? impatient : patient);
  const fetch: HttpDispatcher['fetch'] = (input, init) => {
    const { pathname, search } = new URL(input instanceof Object && 'url' in input ? input.url : input);
    return choose({ method: init?.method ?? 'GET', path: pathname + search }).fetch(input, init);
  };
  const own: Partial<HttpDispatcher> = {
    fetch,
    request: request => choose(request).request(request),
    dispose: async () => {
      await patient.dispose();
      await impatient.dispose();
    },
  };
  return new Proxy(patient, {
    get: (target, name) => {
      const value: unknown = Reflect.get(Object.hasOwn(own, name) ? own : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
