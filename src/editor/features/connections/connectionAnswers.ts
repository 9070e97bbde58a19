import {
  type Connection,
  DEFAULT_REDIRECT_URI,
  GLOBAL_RESOURCE,
  type SignInChoice,
  type SignInMethod,
} from '../../../credentials/connections/connection.ts';
import type { SecretText } from '../../../secret/secretText.ts';

/** Target of a connection. */
export type ConnectionPreset = 'global' | 'localTenant' | 'custom';

/** All answers about a connection; `localTenant` needs no further answers. */
export interface ConnectionAnswers {
  readonly preset: ConnectionPreset;
  readonly resource: string;
  readonly tenantId: string;
  readonly method: SignInMethod;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly offlineAccess: boolean;
  /** Whether the user has no client to sign in with yet. */
  readonly lacksClient?: boolean;
  /** Who creates that client: the user in the portal, or this extension with the sign-in that there is. */
  readonly createdBy?: 'portal' | 'extension' | undefined;
  /** The user has read what to create in the portal. */
  readonly guideRead?: true;
  /** Missing to keep the saved one. */
  readonly clientSecret?: SecretText;
  readonly name: string;
}

/** Returns the connection for the answers. */
export function connectionOf(answers: ConnectionAnswers): Connection {
  const { preset, name, resource, tenantId } = answers;
  return {
    name,
    kind: 'service',
    resource: preset === 'global' ? GLOBAL_RESOURCE : resource,
    tenantId,
    signIn: signInOf(answers),
  };
}

/** Returns the answers for a connection, for editing. */
export function answersOf(connection: Connection): Partial<ConnectionAnswers> {
  const { name, kind, resource, tenantId, signIn } = connection;
  const address = resource === GLOBAL_RESOURCE ? 'global' : 'custom';
  const preset = kind === 'localTenant' ? 'localTenant' : address;
  return { preset, resource, tenantId, name, ...signIn };
}

function signInOf({ method, clientId, redirectUri, offlineAccess }: ConnectionAnswers): SignInChoice {
  const choices: Readonly<Record<SignInMethod, SignInChoice>> = {
    client: { method: 'client', clientId },
    device: { method: 'device', clientId },
    browser: {
      method: 'browser',
      clientId,
      redirectUri: redirectUri ?? DEFAULT_REDIRECT_URI,
      offlineAccess: offlineAccess ?? false,
    },
  };
  return choices[method];
}
