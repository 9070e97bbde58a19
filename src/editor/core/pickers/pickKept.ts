import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import { savedExpiryInWords } from '../../vocabulary/savedSecretWords.ts';

/** Lets the user pick one of the saved secrets; offers to add a client if there is none. */
export async function pickKept(all: readonly KeptSecret[], now: Date): Promise<KeptSecret | undefined> {
  if (all.length === 0) {
    void offerClient();
    return undefined;
  }
  const items = all.map(kept => ({
    label: kept.clientName,
    description: kept.description,
    detail: savedExpiryInWords(kept, now),
    kept,
  }));
  const picked = await safeWindow.showQuickPick(items, {
    title: l10n.t('Which credentials?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.kept;
}

async function offerClient(): Promise<void> {
  const add = l10n.t('Add Client');
  const review = l10n.t('Review Saved Secrets…');
  const chosen = await safeWindow.showInformationMessage(
    l10n.t('No secret is kept on this machine yet. Add a client, or a secret to a client, first.'),
    add,
    review,
  );
  // Another host, or a container that was built anew, may have saved some.
  if (chosen === review) await vscode.commands.executeCommand(commandId('reviewSavedSecrets'));
  if (chosen === add) await vscode.commands.executeCommand(commandId('addClient'));
}
