import type { Connection, SignInMethod } from '../../../credentials/connections/connection.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import type { SignInFlow, SignInFlowTools } from '../../core/signIns/signInFlow.ts';
import { browserFlow } from './browserFlow.ts';
import { clientFlow } from './clientFlow.ts';
import { deviceFlow } from './deviceFlow.ts';

/** What each method asks of the user. */
const FLOWS: { readonly [Method in SignInMethod]: SignInFlow<Method> } = {
  browser: browserFlow,
  device: deviceFlow,
  client: clientFlow,
};

/** Has the user sign in by the connection's method. Rejects with a `SignInError`, or with `cancelled`. */
export function runSignInFlow(connection: Connection, tools: SignInFlowTools): Promise<SignInRecord> {
  const flow = FLOWS[connection.signIn.method] as SignInFlow<SignInMethod>;
  return flow(connection, tools);
}
