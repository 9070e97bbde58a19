import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import { API_VERSION } from '../../../credentials/delivery/apiVersion.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import { redirectUrisIn } from '../../../projectFiles/shapes/redirectUris.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { destinationItems } from '../../core/steps/destinationItems.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { markMilestone } from '../../platform/window/milestones.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import { currentText, showMaskedChange } from './showMaskedChange.ts';

/** Writes the id, the tenant and the addresses of a client without a secret into a file that the user picks. */
export async function insertPublicClient(core: Core, node: ClientNode): Promise<void> {
  const { connection, client } = node;
  const { resource, tenantId } = connection;
  const values = { resource, tenantId, clientId: client.id, apiVersion: API_VERSION, isPublic: true };
  const targets = await core.project.targets(values);
  if (targets.length === 0) {
    void safeWindow.showInformationMessage(
      l10n.t('Open a folder that you trust: there is no project to insert into.'),
    );
    return;
  }
  const target = await confirmedTarget(targets, values, client.name);
  if (!target) return;
  const places = await core.files.write(target, values);
  markMilestone('inProject');
  await core.tell({ kind: 'projectFiles' });
  announce(target, client.name);
  const clientIdKey = places.find(({ field }) => field === 'clientId')?.keyPath;
  if (clientIdKey) await offerRedirectUris(core, node, target, clientIdKey);
}

async function confirmedTarget(
  targets: readonly ProjectTarget[],
  values: PlainValues,
  clientName: string,
): Promise<ProjectTarget | undefined> {
  const title = l10n.t('Insert {0} into', clientName);
  const items = destinationItems(targets).flatMap(({ value, ...item }) =>
    value.kind === 'projectFile' ? [{ detail: '', description: '', ...item, target: value.target }] : [],
  );
  const picked = await safeWindow.showQuickPick(items, { title, ignoreFocusOut: true });
  if (!picked) return undefined;
  const { target } = picked;
  // A new file needs no preview.
  if (!target.exists && target.template === undefined) return target;
  const heading = l10n.t('Insert {0}', clientName);
  const answer = await showMaskedChange(target, values, heading, l10n.t('Choose another file…'));
  return answer === 'other' ? confirmedTarget(targets, values, clientName) : answer && target;
}

function announce(target: ProjectTarget, clientName: string): void {
  const open = l10n.t('Open File');
  const text = l10n.t('The client {0} is in {1}. It has no secret.', clientName, targetInWords(target));
  void safeWindow.showInformationMessage(text, open).then(async chosen => {
    if (chosen === open) await vscode.window.showTextDocument(vscode.Uri.file(target.path));
  });
}

/** Offers to add the redirect URIs of the file that the client doesn't have: without them, each sign-in fails. */
async function offerRedirectUris(
  core: Core,
  { connection, client }: ClientNode,
  target: ProjectTarget,
  clientIdKey: readonly string[],
): Promise<void> {
  const format = await formatOf(target.path);
  const inFile = redirectUrisIn(format.read(await currentText(target)), clientIdKey);
  const known = client.settings.redirectUris;
  const missing = known ? inFile.filter(uri => !known.includes(uri)) : [];
  if (missing.length === 0) return;
  const add = missing.length === 1 ? l10n.t('Add Redirect URI') : l10n.t('Add Redirect URIs');
  const text = l10n.t(
    '{0} signs in with {1}, which isn’t a redirect URI of the client {2}. Sign-ins would fail.',
    targetInWords(target),
    missing.join(', '),
    client.name,
  );
  void safeWindow.showWarningMessage(text, add).then(async chosen => {
    if (chosen === add)
      await core.run(() => addRedirectUris(core, { kind: 'client', connection, client }, missing));
  });
}

async function addRedirectUris(
  core: Core,
  { connection, client }: ClientNode,
  missing: readonly string[],
): Promise<void> {
  const { type, id } = client;
  const service = await core.connections.service(connection);
  await withDelayedProgress(l10n.t('Saving “{0}”…', client.name), async signal => {
    // As it is now: someone else may have added some.
    const now = await service.client(type, id, { signal }).catch(unlessGone);
    if (!now) throw new CredentialsError('clientGone');
    const redirectUris = [...new Set([...(now.settings.redirectUris ?? []), ...missing])];
    await service.updateClient(type, id, { settings: { redirectUris } }, { signal });
  });
  await core.tell({ kind: 'client', connection, type, clientId: id });
  void safeWindow.showInformationMessage(
    l10n.t('The client {0} has {1} as a redirect URI.', client.name, missing.join(', ')),
  );
}
