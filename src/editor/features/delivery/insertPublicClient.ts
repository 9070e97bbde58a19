import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { API_VERSION } from '../../../credentials/delivery/apiVersion.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import type { Core } from '../../core/core.ts';
import { destinationItems } from '../../core/steps/destinationItems.ts';
import { markMilestone } from '../../platform/window/milestones.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import { offerRedirectUris } from './offerRedirectUris.ts';
import { showMaskedChange } from './showMaskedChange.ts';

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
  if (target.refusal) throw target.refusal;
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
