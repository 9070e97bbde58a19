import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KeptSecret } from '../../credentials/keptSecrets.ts';
import { expiryInWords } from '../words/expiryWords.ts';

/** Has the user pick one of the secrets that are kept here; says so where there is none. */
export async function pickKept(all: readonly KeptSecret[], now: Date): Promise<KeptSecret | undefined> {
  if (all.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('No secret is kept on this machine yet. Add a client, or a secret to a client, first.'),
    );
    return undefined;
  }
  const items = all.map(kept => ({
    label: kept.clientName,
    description: kept.description,
    detail: expiryInWords(kept.expiresAt ? { expiresAt: new Date(kept.expiresAt) } : {}, now),
    kept,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Which credentials?'),
    matchOnDescription: true,
  });
  return picked?.kept;
}
