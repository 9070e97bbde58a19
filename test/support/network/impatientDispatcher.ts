import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import type { NetworkLimits } from '../../../src/network/networkAgent.ts';

/** A request as {@link impatientDispatcher} judges it. */
export interface JudgedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
}

/**
 * Makes a dispatcher that has all the patience of the product, apart from requests that nobody ever answers: only for these
 * do the impatient limits hold. So a time-out is seen within a moment, and an honest answer may be as late as a slow machine
 * makes it.
 *
 * @param isHopeless asked once for each request, in their order
 * @param impatience limits for hopeless requests, milliseconds
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
