import type {
  BrowserSignInChoice,
  ClientSignInChoice,
  Connection,
  DeviceSignInChoice,
  SignInMethod,
} from '../../../credentials/connections/connection.ts';
import type { SessionSurroundings } from '../../../credentials/connections/sessionSurroundings.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';

/** What signing in works with, beside the user. */
export type SignInFlowTools = Pick<SessionSurroundings, 'dispatcher' | 'newId' | 'nowMs' | 'sleep'>;

interface Choices {
  readonly browser: BrowserSignInChoice;
  readonly device: DeviceSignInChoice;
  readonly client: ClientSignInChoice;
}

/** A connection that signs in by one method. */
export type ConnectionBy<Method extends SignInMethod> = Connection & { readonly signIn: Choices[Method] };

/** Has the user sign in by one method; rejects with `cancelled` when they would rather not. */
export type SignInFlow<Method extends SignInMethod> = (
  connection: ConnectionBy<Method>,
  tools: SignInFlowTools,
) => Promise<SignInRecord>;

/** Names a sign-in among the editor's accounts: who it is, and where. */
export const accountName = (who: string, { name }: Pick<Connection, 'name'>): string => `${who} (${name})`;
