import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Connection, GLOBAL_RESOURCE, signInKey } from '../../../credentials/connections/connection.ts';
import { connectionOfNode, pickConnection } from '../../core/pickers/pickConnection.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { answersOf, type ConnectionAnswers, connectionOf } from './connectionAnswers.ts';
import { connectionReportInWords } from './connectionReportWords.ts';
import { connectionSteps, nameStep } from './connectionSteps.ts';
import {
  type ConnectionCommandParts,
  establish,
  forgetUnused,
  saveConnection,
  signInTo,
} from './establishConnection.ts';

type Parts = ConnectionCommandParts;

/** Runs *Add Connection*: asks, proves that the sign-in works, then saves. */
export async function addConnection(parts: Parts, known: Partial<ConnectionAnswers> = {}): Promise<void> {
  const takenNames = parts.settings.all().map(({ name }) => name);
  const steps = connectionSteps({ takenNames, hasSecret: () => false });
  const answers = await runWizard(quickInput, l10n.t('Add Connection'), steps, known);
  if (!answers) return;
  if (answers.preset === 'localTenant') return useLocalTenant(parts);
  await establish(parts, answers, { again: kept => addConnection(parts, kept) });
}

/** Runs *Edit Connection*: asks everything again with the answers as they are, and signs in anew where that is needed. */
export async function editConnection(
  parts: Parts,
  node?: ClientsNode,
  known?: Partial<ConnectionAnswers>,
): Promise<void> {
  const before = connectionOfNode(node) ?? (await pickConnection(parts.settings.all()));
  if (!before) return addConnection(parts);
  const signedIn = await parts.signIns.isSignedIn(before);
  const steps = connectionSteps({
    takenNames: parts.settings.all().flatMap(({ name }) => (name === before.name ? [] : [name])),
    hasSecret: answers =>
      signedIn && signInKey(connectionOf(answers as ConnectionAnswers)) === signInKey(before),
  });
  const title = l10n.t('Edit {0}', before.name);
  const answers = await runWizard(quickInput, title, steps, known ?? answersOf(before));
  if (!answers) return;
  if (answers.preset === 'localTenant') return useLocalTenant(parts);
  const again = (kept: Partial<ConnectionAnswers>) =>
    editConnection(parts, { kind: 'connection', connection: before }, kept);
  await establish(parts, answers, { again, before });
}

/** Runs *Use Local Tenant*: starts it when it does not run, and signs in as its administrator. */
export async function useLocalTenant(parts: Parts): Promise<void> {
  const { connection, secret } = await withDelayedProgress(l10n.t('Starting the local tenant…'), () =>
    parts.signIns.localTenant(l10n.t('Local tenant')),
  );
  await parts.signIns.keepLocalTenant(connection, secret);
  await parts.settings.save(connection);
  parts.refresh();
  await vscode.commands.executeCommand('clientCredentials.clients.focus');
}

/** Runs *Sign In* for a connection, by its method. */
export async function signIn(parts: Parts, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(shown(parts)));
  if (!connection) return addConnection(parts);
  if (connection.kind === 'localTenant') return useLocalTenant(parts);
  await parts.signIns.signIn(connection);
  parts.refresh();
}

/** Runs *Sign Out*: forgets the sign-in on this machine, and tells the service. */
export async function signOut(parts: Parts, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(shown(parts)));
  if (!connection) return;
  await parts.signIns.forget(connection);
  parts.refresh();
}

/** Runs *Remove Connection*, after asking. */
export async function removeConnection(parts: Parts, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(parts.settings.all()));
  if (!connection) return;
  const remove = l10n.t('Remove');
  const chosen = await safeWindow.showWarningMessage(
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
  await parts.settings.remove(connection.name);
  await forgetUnused(parts, connection);
  parts.refresh();
}

/** Runs *Rename Connection*. */
export async function renameConnection(parts: Parts, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(parts.settings.all()));
  if (!connection) return;
  const takenNames = parts.settings.all().flatMap(({ name }) => (name === connection.name ? [] : [name]));
  const title = l10n.t('Rename {0}', connection.name);
  const answers = await runWizard(quickInput, title, nameStep(takenNames), { name: connection.name });
  if (answers) await saveConnection(parts, { ...connection, name: answers.name }, connection);
}

/** Runs *Switch Connection*: chooses what this workspace works with. */
export async function switchConnection(parts: Parts): Promise<void> {
  const all = parts.settings.all();
  if (all.length === 0) return addConnection(parts);
  const current = parts.active.among(all);
  const items = [
    { label: l10n.t('All connections'), name: undefined, picked: current.length === all.length },
    ...all.map(({ name, resource, tenantId }) => ({
      label: name,
      description: resource,
      detail: tenantId,
      name,
      picked: current.length === 1 && current[0]?.name === name,
    })),
  ];
  const chosen = await safeWindow.showQuickPick(items, {
    title: l10n.t('Which connection does this workspace work with?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) return;
  await parts.active.choose(chosen.name);
  parts.refresh();
}

/** Runs *Test Connection*: says what the sign-in may do, and what is missing. */
export async function testConnection(parts: Parts, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(shown(parts)));
  if (!connection) return addConnection(parts);
  const report = await withDelayedProgress(l10n.t('Testing {0}…', connection.name), signal =>
    parts.test(connection, signal),
  );
  const detail = connectionReportInWords(connection, report);
  const edit = l10n.t('Edit Connection…');
  const title = l10n.t('“{0}” reaches the service', connection.name);
  const chosen = await safeWindow.showInformationMessage(title, { modal: true, detail }, edit);
  if (chosen === edit) await editConnection(parts, { kind: 'connection', connection });
}

/** Runs *Use the Global Address*: points a connection at the address that takes changes, and signs in there. */
export async function useGlobalAddress(parts: Parts, node?: ClientsNode): Promise<void> {
  const others = shown(parts).filter(
    ({ kind, resource }) => kind === 'service' && resource !== GLOBAL_RESOURCE,
  );
  const before = connectionOfNode(node) ?? (await pickConnection(others));
  if (!before) return;
  const use = l10n.t('Use the Global Address');
  const chosen = await safeWindow.showInformationMessage(
    l10n.t('Point “{0}” at {1}?', before.name, GLOBAL_RESOURCE),
    {
      modal: true,
      detail: l10n.t('{0} stays as it is until the sign-in at the global address works.', before.resource),
    },
    use,
  );
  if (chosen !== use) return;
  const connection: Connection = { ...before, resource: GLOBAL_RESOURCE };
  // the same service under its other name: what signed in there may be shown here, now that the user has agreed
  const record = await parts.signIns.clientRecord(before);
  await signInTo(parts, connection, record);
  await saveConnection(parts, connection, before);
}

const shown = (parts: Parts): readonly Connection[] => parts.active.among(parts.settings.all());
