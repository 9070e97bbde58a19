import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { faultOfValue } from '../../../credentials/adoption/valueFault.ts';
import type { FileCredential } from '../../../credentials/adoption/valueLocations.ts';
import { MAX_BYTES } from '../../../projectFiles/fileAccess.ts';
import { formatOf, hasFormat } from '../../../projectFiles/formats/fileFormats.ts';
import { samePath } from '../../../projectFiles/formats/keyPathMap.ts';
import type { Core } from '../../core/core.ts';
import { makeRow } from '../../platform/trees/treeRow.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import type { ValueNode } from '../../vocabulary/projectNode.ts';

/** Returns the action that adopts the client secret in some lines of a file which the Project Credentials view knows. */
export async function actionsAt(
  core: Core,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  const file = document.uri.fsPath;
  if (!hasFormat(file)) return [];
  const known = await core.project.credentials(file);
  const here = await credentialAt(known, document, range);
  if (!here || (await isSaved(core, here))) return [];
  const { clientSecretKey } = here.found;
  const node: ValueNode = { kind: 'value', file: here.file, keyPath: clientSecretKey ?? [] };
  const title = l10n.t('Adopt Secret…');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  // The command takes nothing but rows of ours.
  action.command = {
    command: commandId('adoptSecret'),
    title,
    arguments: [makeRow([here.file, ...node.keyPath].join('\n'), node)],
  };
  return [action];
}

/** Finds the credential whose secret is written in some lines of a document. */
async function credentialAt(
  known: readonly FileCredential[],
  document: vscode.TextDocument,
  { start, end }: vscode.Range,
): Promise<FileCredential | undefined> {
  const text = document.getText();
  if (known.length === 0 || text.length > MAX_BYTES) return undefined;
  const entries = (await formatOf(document.uri.fsPath)).read(text);
  return known.find(({ found }) => {
    const { clientSecretKey, secret } = found;
    if (!clientSecretKey || secret.kind !== 'value' || faultOfValue(secret.value)) return false;
    const entry = entries.findLast(({ keyPath }) => samePath(keyPath, clientSecretKey));
    if (!entry) return false;
    const [first, last] = [entry.offset, entry.offset + entry.length].map(at => document.positionAt(at).line);
    return first !== undefined && last !== undefined && first <= end.line && last >= start.line;
  });
}

/** Tells whether the value is saved. A value of an unknown client isn't known to be. */
async function isSaved(
  { keptSecrets }: Pick<Core, 'keptSecrets'>,
  { found: { secret } }: FileCredential,
): Promise<boolean> {
  if (secret.kind !== 'value') return false;
  for (const kept of await keptSecrets.all())
    if ((await keptSecrets.value(kept))?.equals(secret.value)) return true;
  return false;
}
