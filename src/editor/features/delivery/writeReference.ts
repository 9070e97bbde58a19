import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KeyInFile } from '../../../credentials/delivery/projectFileWriter.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import { planKeyChanges } from '../../../projectFiles/writing/keyChange.ts';
import { maskEdits } from '../../../projectFiles/writing/maskedChange.ts';
import { SecretText } from '../../../secret/secretText.ts';
import type { Core } from '../../core/core.ts';
import { currentText, showChange } from './showMaskedChange.ts';

/**
 * Shows how a reference replaces the value of a key, and writes it if the user agrees. Git isn't asked: a reference is no
 * secret.
 */
export async function writeReference(
  { files }: Pick<Core, 'files'>,
  key: KeyInFile,
  reference: string,
  title: string,
): Promise<boolean> {
  const { file, keyPath } = key;
  const [format, text] = await Promise.all([formatOf(file), currentText({ path: file })]);
  const edits = planKeyChanges(format, { file, text }, [{ keyPath, value: reference }]);
  const answer = await showChange(maskEdits(format, text, edits, []), {
    file,
    name: vscode.workspace.asRelativePath(file),
    title,
    other: l10n.t('Leave the File as It Is'),
  });
  if (answer !== 'write') return false;
  await files.setKey(key, new SecretText(reference));
  return true;
}
