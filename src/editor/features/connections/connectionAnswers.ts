import {
  type Connection,
  DEFAULT_REDIRECT_URI,
  GLOBAL_RESOURCE,
  type SignInChoice,
  type SignInMethod,
} from '../../../credentials/connections/connection.ts';
import type { SecretText } from '../../../secret/secretText.ts';

/** Where a connection leads. */
export type ConnectionPreset = 'global' | 'localTenant' | 'custom';

/** All answers about a connection; after `localTenant` there is nothing more to ask. */
export interface ConnectionAnswers {
  readonly preset: ConnectionPreset;
  readonly resource: string;
  readonly tenantId: string;
  readonly method: SignInMethod;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly offlineAccess: boolean;
  /** Missing when the saved one stays. */
  readonly clientSecret?: SecretText;
  readonly name: string;
}

/** Makes the connection that the answers describe. */
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

/** Makes the answers that describe a connection, to be changed. */
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
      offlineAccess: offlineAccess ?? true,
    },
  };
  return choices[method];
}
