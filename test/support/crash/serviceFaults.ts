import type { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import type { Fault } from '../network/faultRules.ts';
import { nameOfRequest } from './crashPoints.ts';

/** A fault, and how many requests have it; default one. */
export interface FaultRule {
  readonly fault: Fault;
  readonly times?: number;
}

/** Faults of the service that work has to survive at any request. */
export const SERVICE_FAULTS: Readonly<Record<string, FaultRule>> = {
  'an answer that is lost after the effect': { fault: { kind: 'dropAnswer' } },
  'a connection that is reset': { fault: { kind: 'reset' } },
  'a 408 before the effect': { fault: { kind: 'answer', status: 408 } },
  'a 408 after the effect': { fault: { kind: 'answer', status: 408, afterEffect: true } },
  'a 429': { fault: { kind: 'answer', status: 429, headers: { 'Retry-After': '0' } } },
  'a 500': { fault: { kind: 'answer', status: 500 } },
  'a service that is gone from then on': { fault: { kind: 'reset' }, times: Infinity },
};

/** Returns a dispatcher that calls back before each request, with the names of all requests so far. */
export function countedDispatcher(
  dispatcher: HttpDispatcher,
  requested: (names: readonly string[]) => void,
): HttpDispatcher {
  const names: string[] = [];
  return new Proxy(dispatcher, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target);
      if (name !== 'request' && name !== 'fetch') return value;
      return (...args: readonly [unknown, { method?: string }?]) => {
        names.push(nameOfRequest(...args));
        requested(names);
        return value.apply(target, args);
      };
    },
  });
}
