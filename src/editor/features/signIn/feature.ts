import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { runSignInFlow } from './signInFlows.ts';

/** The ways in which a user signs in: in the browser, with a code, or as a client. */
export function feature({ signInAccess: { surroundings } }: Core): Feature {
  return {
    services: { signInFlows: { run: connection => runSignInFlow(connection, surroundings) } },
  };
}
