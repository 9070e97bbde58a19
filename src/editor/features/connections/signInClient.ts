import * as l10n from '@vscode/l10n';
import {
  type BrowserSignInChoice,
  type Connection,
  signInKey,
} from '../../../credentials/connections/connection.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { ClientDraft } from '../../../service/model/client.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { ServiceError } from '../../../service/serviceError.ts';

/** The answers about a client that this extension creates to sign in with. */
export interface SignInClientAnswers {
  readonly name: string;
  readonly redirectUri: string;
}

/** A client to sign in with, and the connection that does. */
export interface SignInClientPlan {
  readonly draft: ClientDraft;
  /** Stands next to the present connection until the sign-in works, so that a created client is always in sight. */
  readonly connection: Connection & { readonly signIn: BrowserSignInChoice };
}

/** What becomes of the present connection: it signs in with the new client, or stays as it is. */
export type SwitchMode = 'switch' | 'keepBoth';

/** Plans the client and its connection; `clientId` is its new id (GUID). */
export function planSignInClient(
  before: Connection,
  { name, redirectUri }: SignInClientAnswers,
  clientId: string,
  takenNames: readonly string[],
): SignInClientPlan {
  const { kind, resource, tenantId } = before;
  return {
    draft: {
      id: clientId,
      name,
      accessTokenLifetimeSeconds: LIMITS.tokenLifetimeSeconds.default,
      settings: { redirectUris: [redirectUri], allowOfflineAccess: true },
    },
    connection: {
      name: freeName(l10n.t('{0} (browser)', before.name), takenNames),
      kind,
      resource,
      tenantId,
      signIn: { method: 'browser', clientId, redirectUri, offlineAccess: true },
    },
  };
}

/** Returns the name, with a number where it is taken. */
function freeName(name: string, takenNames: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name} ${count}`;
    if (!takenNames.includes(candidate)) return candidate;
  }
}

/** Returns a plan whose connection has a name that isn't taken: another window can have taken it in the meantime. */
export const withFreeName = (plan: SignInClientPlan, takenNames: readonly string[]): SignInClientPlan => ({
  ...plan,
  connection: { ...plan.connection, name: freeName(plan.connection.name, takenNames) },
});

/**
 * Tells whether a client may exist although its creation failed, or may appear later: a gateway that gives up doesn't stop
 * the service behind it.
 */
export const mayBeCreated = (error: unknown): boolean =>
  error instanceof CredentialsError
    ? error.code === 'outcomeUnknown'
    : error instanceof ServiceError && error.outcomeUnknown;

/** Where a connection with a sign-in that works is saved. */
export interface SavedPlace {
  readonly name: string;
  /** The connection that it replaces; missing when it is added. */
  readonly replaced?: Connection;
}

/**
 * Finds where the connection of a plan is saved. While the user is in the browser, which can take minutes, another window can
 * rename, change or remove the present connection. A connection whose sign-in has changed is never replaced.
 */
export function placeOfPlan(
  all: readonly Connection[],
  before: Connection,
  { connection }: Pick<SignInClientPlan, 'connection'>,
  mode: SwitchMode,
): SavedPlace {
  const replaced = (mode === 'switch' && findSame(all, before)) || findSame(all, connection);
  if (replaced) return { name: replaced.name, replaced };
  const takenNames = all.map(({ name }) => name);
  return { name: freeName(connection.name, takenNames) };
}

/** Returns the connection with the same sign-in: the one of the same name or, after a rename, of another. */
export function findSame(all: readonly Connection[], wanted: Connection): Connection | undefined {
  const same = all.filter(each => signInKey(each) === signInKey(wanted));
  return same.find(({ name }) => name === wanted.name) ?? same[0];
}

/** Says exactly what is created and where, and what each button does to the connections. */
export function creationInWords(before: Connection, { draft, connection }: SignInClientPlan): string {
  const isClient = before.signIn.method === 'client';
  const lines = [
    l10n.t('{0}, tenant {1}', connection.resource, connection.tenantId),
    l10n.t('Type: Authorization Code, without a secret'),
    l10n.t('Id: {0}', draft.id),
    l10n.t('Redirect URI: {0}', connection.signIn.redirectUri),
    l10n.t('Refresh tokens: allowed, so that you stay signed in for up to 8 hours'),
    l10n.t('Roles: none. You have the roles of your own account.'),
    '',
    l10n.t(
      'You then sign in through the browser. “{0}” doesn’t change until you are signed in.',
      before.name,
    ),
    '',
    isClient
      ? l10n.t(
          'Create and Switch: “{0}” signs in with the new client from then on. The secret of {1} that it signed in with is removed from this machine. If you need it elsewhere, make sure that you have a copy.',
          before.name,
          before.signIn.clientId,
        )
      : l10n.t('Create and Switch: “{0}” signs in with the new client from then on.', before.name),
    '',
    l10n.t('Create and Keep Both: “{0}” is added, and “{1}” doesn’t change.', connection.name, before.name),
  ];
  return lines.join('\n');
}

/** Says what is there after a client was created with which nobody has signed in yet. */
export function unusedInWords(
  before: Connection,
  { draft, connection }: SignInClientPlan,
  why: string,
): string {
  return [
    why,
    l10n.t(
      'The id of the client is {0}. It can take up to an hour until you can sign in with a new client.',
      draft.id,
    ),
    l10n.t(
      '“{0}” is unchanged. To sign in with the new client later, use the connection “{1}”.',
      before.name,
      connection.name,
    ),
    l10n.t('Cancel keeps the client and that connection.'),
  ].join('\n');
}
