import type {
  BrowserSignInChoice,
  ClientSignInChoice,
  Connection,
  DeviceSignInChoice,
  SignInMethod,
} from '../../../credentials/connections/connection.ts';
import type { SessionSurroundings } from '../../../credentials/connections/sessionSurroundings.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';

/** Dependencies of a sign-in flow. */
export type SignInFlowTools = Pick<SessionSurroundings, 'dispatcher' | 'newId' | 'nowMs' | 'sleep'>;

interface Choices {
  readonly browser: BrowserSignInChoice;
  readonly device: DeviceSignInChoice;
  readonly client: ClientSignInChoice;
}

/** A connection with one sign-in method. */
export type ConnectionBy<Method extends SignInMethod> = Connection & { readonly signIn: Choices[Method] };

/** Has the user sign in by one method; rejects with `cancelled` if the user cancels. */
export type SignInFlow<Method extends SignInMethod> = (
  connection: ConnectionBy<Method>,
  tools: SignInFlowTools,
) => Promise<SignInRecord>;

/** Returns the account label of a sign-in: user and connection. */
export const accountName = (who: string, { name }: Pick<Connection, 'name'>): string => `${who} (${name})`;
