import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { findWriteAddress, isSameService } from '../../../credentials/connections/checks/writeAddress.ts';
import { type Connection, GLOBAL_RESOURCE, signInKey } from '../../../credentials/connections/connection.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import type { Core } from '../../core/core.ts';
import { connectionOfNode, pickConnection } from '../../core/pickers/pickConnection.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { isCancellation } from '../../vocabulary/errors/cancellation.ts';
import { answersOf, type ConnectionAnswers, connectionOf } from './connectionAnswers.ts';
import { connectionReportInWords } from './connectionReportWords.ts';
import { connectionSteps, nameStep } from './connectionSteps.ts';
import { createSignInClient } from './createSignInClient.ts';
import { establish, forgetUnused, saveConnection, signInTo } from './establishConnection.ts';
import { allowsRefreshTokens } from './knownRefreshTokens.ts';
import { isCreatedHere } from './newClientSteps.ts';
import { offerSignInClient } from './offerSignInClient.ts';
import { offerDiagnosis, saveDiagnosis, saveDiagnosisLabel } from './saveDiagnosis.ts';

/** Runs *Add Connection*: asks, verifies the sign-in, then saves. */
export async function addConnection(core: Core, known: Partial<ConnectionAnswers> = {}): Promise<void> {
  const takenNames = core.connections.all().map(({ name }) => name);
  const steps = connectionSteps({ ...questionsOf(core, () => false), takenNames, hasSecret: () => false });
  const answers = await runWizard(quickInput, l10n.t('Add Connection'), steps, known);
  if (!answers) return;
  if (answers.preset === 'localTenant') return useLocalTenant(core);
  const added = await establish(core, answers, { again: kept => addConnection(core, kept) });
  offerBrowserClient(core, added);
}

/** Returns what the questions about a connection depend on, whichever it is. */
function questionsOf(core: Core, canCreate: (answers: Partial<ConnectionAnswers>) => boolean) {
  return {
    allowsRefreshTokens: (answers: Partial<ConnectionAnswers>) => allowsRefreshTokens(core, answers),
    newClient: {
      canCreate,
      copy: async (text: string) => {
        let isCopied = false;
        await core.run(async () => {
          await vscode.env.clipboard.writeText(text);
          isCopied = true;
        });
        return isCopied;
      },
      open: (address: string) =>
        core.run(async () => {
          await vscode.env.openExternal(vscode.Uri.parse(address));
        }),
    },
  };
}

/** Offers a client for the browser after a sign-in. Not awaited: the connection has been added by then. */
function offerBrowserClient(core: Core, connection: Connection | undefined): void {
  if (connection) void offerSignInClient(core, connection);
}

/** Runs *Edit Connection*: asks again with the current answers, and signs in again if needed. */
export async function editConnection(
  core: Core,
  node?: ClientsNode,
  known?: Partial<ConnectionAnswers>,
): Promise<void> {
  const before = connectionOfNode(node) ?? (await pickConnection(core.connections.all()));
  if (!before) return addConnection(core);
  const signedIn = await core.signIns.isSignedIn(before);
  const steps = connectionSteps({
    ...questionsOf(core, answers => signedIn && isTenantOf(before, answers)),
    takenNames: core.connections.all().flatMap(({ name }) => (name === before.name ? [] : [name])),
    hasSecret: answers =>
      signedIn && signInKey(connectionOf(answers as ConnectionAnswers)) === signInKey(before),
  });
  const title = l10n.t('Edit {0}', before.name);
  const answers = await runWizard(quickInput, title, steps, known ?? answersOf(before));
  if (!answers) return;
  if (answers.preset === 'localTenant') return useLocalTenant(core);
  if (isCreatedHere(answers)) return createSignInClient(core, before);
  const again = (kept: Partial<ConnectionAnswers>) =>
    editConnection(core, { kind: 'connection', connection: before }, kept);
  offerBrowserClient(core, await establish(core, answers, { again, before }));
}

/** Tells whether the answers are still about the tenant of a connection, whose sign-in works there and nowhere else. */
function isTenantOf({ kind, resource, tenantId }: Connection, answers: Partial<ConnectionAnswers>): boolean {
  const asked = connectionOf(answers as ConnectionAnswers);
  return kind === 'service' && asked.resource === resource && isSameId(asked.tenantId, tenantId);
}

/** Runs *Use Local Tenant*: starts it if needed, and signs in as its administrator. */
export async function useLocalTenant(core: Core): Promise<void> {
  const { connection, secret } = await withDelayedProgress(l10n.t('Starting the local tenant…'), () =>
    core.signIns.localTenant(l10n.t('Local tenant')),
  );
  await core.signIns.keepLocalTenant(connection, secret);
  await core.connections.settings.save(connection);
  await core.tell({ kind: 'everything' });
  await vscode.commands.executeCommand('clientCredentials.clients.focus');
}

/** Runs *Sign In* for a connection, by its method. */
export async function signIn(core: Core, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(shown(core)));
  if (!connection) return addConnection(core);
  if (connection.kind === 'localTenant') return useLocalTenant(core);
  await core.signIns.signIn(connection);
  await core.tell({ kind: 'everything' });
}

/** Runs *Sign Out*: deletes the sign-in here, and revokes it in the service. */
export async function signOut(core: Core, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(shown(core)));
  if (!connection) return;
  await core.signIns.forget(connection);
  await core.tell({ kind: 'everything' });
}

/** Runs *Remove Connection*, after asking. */
export async function removeConnection(core: Core, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(core.connections.all()));
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
  await core.connections.settings.remove(connection.name);
  await forgetUnused(core, connection);
  await core.tell({ kind: 'everything' });
}

/** Runs *Rename Connection*. */
export async function renameConnection(core: Core, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(core.connections.all()));
  if (!connection) return;
  const takenNames = core.connections.all().flatMap(({ name }) => (name === connection.name ? [] : [name]));
  const title = l10n.t('Rename {0}', connection.name);
  const answers = await runWizard(quickInput, title, nameStep(takenNames), { name: connection.name });
  if (answers) await saveConnection(core, { ...connection, name: answers.name }, connection);
}

/** Runs *Switch Connection* for this workspace. */
export async function switchConnection(core: Core): Promise<void> {
  const all = core.connections.all();
  if (all.length === 0) return addConnection(core);
  const current = core.connections.ofWorkspace();
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
  await core.connections.active.choose(chosen.name);
  await core.tell({ kind: 'everything' });
}

/** Runs *Test Connection*: reports what the sign-in can do and lacks, and offers a diagnosis for support. */
export async function testConnection(core: Core, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(shown(core)));
  if (!connection) return addConnection(core);
  const report = await withDelayedProgress(l10n.t('Testing {0}…', connection.name), signal =>
    core.signInAccess.test(connection, signal),
  ).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    core.log.error(error);
    // Not awaited: a command ends when its message is shown, not when it is read.
    void core.run(() => offerDiagnosis(core, connection, error));
  });
  if (!report) return;
  const detail = connectionReportInWords(connection, report);
  const edit = l10n.t('Edit Connection…');
  const title = l10n.t('“{0}” reaches the service', connection.name);
  const save = saveDiagnosisLabel();
  const chosen = await safeWindow.showInformationMessage(title, { modal: true, detail }, edit, save);
  if (chosen === save) await saveDiagnosis(core, connection);
  if (chosen === edit) await editConnection(core, { kind: 'connection', connection });
}

/** Runs *Use the Global Address*: sets the address that accepts changes, as the service names it, and signs in there. */
export async function useGlobalAddress(core: Core, node?: ClientsNode): Promise<void> {
  const others = shown(core).filter(
    ({ kind, resource }) => kind === 'service' && resource !== GLOBAL_RESOURCE,
  );
  const before = connectionOfNode(node) ?? (await pickConnection(others));
  if (!before) return;
  const resource = await withDelayedProgress(l10n.t('Reading…'), async signal =>
    findWriteAddress(await core.connections.service(before), signal, before.resource),
  );
  const use = l10n.t('Use the Global Address');
  const chosen = await safeWindow.showInformationMessage(
    l10n.t('Point “{0}” at {1}?', before.name, resource),
    {
      modal: true,
      detail: l10n.t('{0} stays as it is until the sign-in at the global address works.', before.resource),
    },
    use,
  );
  if (chosen !== use) return;
  const connection: Connection = { ...before, resource };
  // The same service under another host name: the sign-in can be reused, since the user agreed. Elsewhere it's asked for again.
  const record = isSameService(before, resource) ? await core.signIns.clientRecord(before) : undefined;
  await signInTo(core, connection, record);
  await saveConnection(core, connection, before);
}

const shown = ({ connections }: Core): readonly Connection[] => connections.ofWorkspace();
