import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { diskAccess } from '../../../projectFiles/fileAccess.ts';
import { decodeFile } from '../../../projectFiles/fileText.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import { credentialVariable } from '../../../projectFiles/shapes/launch/launchFile.ts';
import {
  MASK,
  type MaskedChange,
  maskedChange,
  NEW_MASK,
} from '../../../projectFiles/writing/maskedChange.ts';
import { unsavedDocumentOf } from '../../platform/files/editorFileWriter.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { labelText } from '../../vocabulary/shownText.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';

/** URI scheme of the compared texts, which exist only while the question is shown. */
const SCHEME = 'clientcredentials-change';

/** Blank lines at the top, because the question covers the first lines of the editor. */
const BELOW_THE_QUESTION = '\n'.repeat(5);

/** Answer to a proposed change. */
export type ChangeAnswer = 'write' | 'other' | undefined;

/**
 * Shows the proposed change of a file as a diff with secrets masked, and asks.
 *
 * @param other label of the alternative to cancelling
 */
export async function showMaskedChange(
  target: ProjectTarget,
  values: PlainValues,
  title: string,
  other: string,
): Promise<ChangeAnswer> {
  const { path: file } = target;
  return showChange(await changeOf(target, values), { file, name: targetInWords(target), title, other });
}

/** A change that is shown before it is made. */
export interface ShownChange {
  /** Absolute path. */
  readonly file: string;
  /** Name of the file, as shown to the user. */
  readonly name: string;
  readonly title: string;
  /** Label of the alternative to cancelling. */
  readonly other: string;
}

/** Shows a change with secrets masked as a diff, and asks. */
export async function showChange(
  { before, after }: MaskedChange,
  { file, name, title, other }: ShownChange,
): Promise<ChangeAnswer> {
  const change = { before, after: after.replaceAll(NEW_MASK, l10n.t('{0} (new)', MASK)) };
  const uri = (side: keyof MaskedChange) =>
    vscode.Uri.from({ scheme: SCHEME, path: `/${path.basename(file)}`, query: side });
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: ({ query }) => BELOW_THE_QUESTION + change[query as keyof MaskedChange],
  });
  try {
    const heading = labelText(l10n.t('{0}: as it is ↔ as it would be', name));
    const options = { preview: true, preserveFocus: true };
    await vscode.commands.executeCommand('vscode.diff', uri('before'), uri('after'), heading, options);
    return await ask(name, change, title, other);
  } finally {
    await closeDiff();
    provider.dispose();
  }
}

/** Reads the text that a write starts from: what is unsaved in the editor, else the file, else its template. */
export async function currentText(target: Pick<ProjectTarget, 'path' | 'template'>): Promise<string> {
  return unsavedDocumentOf(target.path)?.getText() ?? (await textOnDisk(target));
}

async function changeOf(target: ProjectTarget, values: PlainValues): Promise<MaskedChange> {
  const { path: file, section } = target;
  const format = await formatOf(file);
  const text = await currentText(target);
  const secret =
    target.secretAs === 'variable' ? credentialVariable(values.clientId, 'clientSecret') : undefined;
  return maskedChange(format, file, text, values, section, secret);
}

async function textOnDisk({
  path: file,
  template,
}: Pick<ProjectTarget, 'path' | 'template'>): Promise<string> {
  const own = await diskAccess.read(file);
  const bytes = own ?? (template === undefined ? undefined : await diskAccess.read(template));
  return bytes ? decodeFile(file, bytes).text : '';
}

async function ask(
  name: string,
  { before, after }: MaskedChange,
  title: string,
  other: string,
): Promise<ChangeAnswer> {
  const write = l10n.t('Write to {0}', name);
  const items = [
    { label: write, iconPath: new vscode.ThemeIcon('check'), answer: 'write' as const },
    { label: other, iconPath: new vscode.ThemeIcon('arrow-left'), answer: 'other' as const },
  ];
  const isMasked = before.includes(MASK) || after.includes(MASK);
  const placeHolder = isMasked
    ? l10n.t('The change is shown below, with secrets masked. Nothing has been written yet.')
    : l10n.t('The change is shown below. Nothing has been written yet.');
  const picked = await safeWindow.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
  return picked?.answer;
}

async function closeDiff(): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME);
  await vscode.window.tabGroups.close(tabs, true);
}
