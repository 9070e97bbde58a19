import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Connection, GLOBAL_RESOURCE } from '../../credentials/connection.ts';
import type { SecretText } from '../../service/model/secretText.ts';
import type { ClientsNode } from '../clientsTree/clientsNode.ts';
import {
  type AddConnectionAnswers,
  addConnectionSteps,
  secretStep,
} from '../connections/addConnectionSteps.ts';
import type { ConnectionSettings } from '../connections/connectionSettings.ts';
import { connectionOfNode, pickConnection } from '../connections/pickConnection.ts';
import type { SignIns } from '../connections/signIns.ts';
import { errorInWords, isCancellation } from '../messages.ts';
import { withDelayedProgress } from '../progress/withDelayedProgress.ts';
import { quickInput } from '../wizards/quickInput.ts';
import { runWizard } from '../wizards/runWizard.ts';

/** What the commands about connections work with. */
export interface ConnectionCommandParts {
  readonly settings: ConnectionSettings;
  readonly signIns: SignIns;
  /** Has the views show what has changed. */
  readonly refresh: () => void;
}

/** Runs *Add Connection*: asks, proves that the sign-in works, then saves. */
export async function addConnection(
  parts: ConnectionCommandParts,
  known: Partial<AddConnectionAnswers> = {},
) {
  const taken = parts.settings.all().map(({ name }) => name);
  const title = l10n.t('Add Connection');
  const answers = await runWizard(quickInput, title, addConnectionSteps(taken), known);
  if (!answers) return;
  if (answers.preset === 'localTenant') return useLocalTenant(parts);
  const connection = connectionOf(answers);
  try {
    await prove(parts, connection, answers.clientSecret);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return decideUnproven(parts, answers, error);
  }
  await saveSignedIn(parts, connection, answers.clientSecret);
}

/** Asks what to do with a connection that does not work: the answers are kept for mending them. */
async function decideUnproven(
  parts: ConnectionCommandParts,
  answers: AddConnectionAnswers,
  error: unknown,
): Promise<void> {
  const change = l10n.t('Change Answers…');
  const save = l10n.t('Save Anyway');
  const chosen = await vscode.window.showErrorMessage(errorInWords(error).text, change, save);
  if (chosen === change) return addConnection(parts, answers);
  if (chosen === save) await saveSignedIn(parts, connectionOf(answers), answers.clientSecret);
}

const prove = (parts: ConnectionCommandParts, connection: Connection, secret: SecretText): Promise<void> =>
  withDelayedProgress(l10n.t('Signing in to {0}…', connection.name), signal =>
    parts.signIns.prove(connection, secret, signal),
  );

/** Runs *Use Local Tenant*: starts it when it does not run, and signs in as its administrator. */
export async function useLocalTenant(parts: ConnectionCommandParts): Promise<void> {
  const { connection, secret } = await withDelayedProgress(l10n.t('Starting the local tenant…'), () =>
    parts.signIns.localTenant(l10n.t('Local tenant')),
  );
  await saveSignedIn(parts, connection, secret);
  await vscode.commands.executeCommand('clientCredentials.clients.focus');
}

/** Runs *Sign In* for a connection: asks for the secret of its client, proves it, keeps it. */
export async function signIn(parts: ConnectionCommandParts, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(parts.settings.all()));
  if (!connection) return addConnection(parts);
  if (connection.kind === 'localTenant') return useLocalTenant(parts);
  const question = l10n.t('Secret of the client {0}; it is kept in the keyring', connection.signIn.clientId);
  const steps = [secretStep<{ clientSecret: SecretText }>(question)];
  const answers = await runWizard(quickInput, l10n.t('Sign In to {0}', connection.name), steps);
  if (!answers) return;
  await prove(parts, connection, answers.clientSecret);
  await saveSignedIn(parts, connection, answers.clientSecret);
}

/** Runs *Sign Out*: forgets the sign-in secret on this machine. */
export async function signOut(parts: ConnectionCommandParts, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(parts.settings.all()));
  if (!connection) return;
  await parts.signIns.forget(connection);
  parts.refresh();
}

/** Runs *Remove Connection*, after asking. */
export async function removeConnection(parts: ConnectionCommandParts, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(parts.settings.all()));
  if (!connection) return;
  const remove = l10n.t('Remove');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('Remove the connection “{0}”?', connection.name),
    {
      modal: true,
      detail: l10n.t(
        'The clients stay in the service, and the secrets that are kept on this machine stay in the keyring. Only the connection and its sign-in are removed.',
      ),
    },
    remove,
  );
  if (chosen !== remove) return;
  await parts.signIns.forget(connection);
  await parts.settings.remove(connection.name);
  parts.refresh();
}

async function saveSignedIn(
  parts: ConnectionCommandParts,
  connection: Connection,
  secret: SecretText,
): Promise<void> {
  await parts.signIns.keep(connection, secret);
  await parts.settings.save(connection);
  parts.refresh();
}

function connectionOf({ preset, name, resource, tenantId, clientId }: AddConnectionAnswers): Connection {
  return {
    name,
    kind: 'service',
    resource: preset === 'global' ? GLOBAL_RESOURCE : resource,
    tenantId,
    signIn: { method: 'client', clientId },
  };
}
