import * as l10n from '@vscode/l10n';
import {
  type ConfirmedDestination,
  type Destination,
  KEYRING,
} from '../../../credentials/delivery/destination.ts';
import { replacesForeignValue } from '../../../credentials/delivery/foreignValues.ts';
import type { ProjectFileWriter } from '../../../credentials/delivery/projectFileWriter.ts';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlannedWrite, Services } from '../../core/services.ts';
import { currentText } from '../../platform/files/currentText.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { confirmStore } from './confirmStore.ts';
import type { GitDecisions } from './gitDecisions.ts';
import { guardFile, sayGitIsMissing } from './guardFile.ts';
import { showMaskedChange } from './showMaskedChange.ts';

/** A write that the user has to confirm. */
export interface ConfirmedWrite extends PlannedWrite {
  /** Label of the alternative to cancelling. */
  readonly other: string;
  /** Whether only a change that loses something is shown first; the others can be undone. */
  readonly atOnce?: boolean | undefined;
}

/** What the questions about a destination depend on. */
export interface Confirmation {
  readonly bindings: Pick<Bindings, 'all' | 'hasFile'>;
  readonly keptSecrets: Pick<KeptSecrets, 'all' | 'value'>;
  readonly files: Pick<ProjectFileWriter, 'namesOf'>;
  readonly gitDecisions: GitDecisions;
  /** Names the other client whose credentials a write would replace. */
  readonly replacedClient: Services['project']['replacedClient'];
}

/**
 * Confirms a destination before anything is written: shows what the first write to a file changes, and any write that replaces
 * the credentials of another client or a value which we did not write; asks if the file has other names, if git would commit the secret, and about what a store has
 * there. Returns `other` if the user chooses the alternative, `undefined` to cancel. Rejects with the refusal of a file that can't
 * take the credentials.
 */
export async function confirmDestination(
  write: ConfirmedWrite,
  confirmation: Confirmation,
): Promise<ConfirmedDestination | 'other' | undefined> {
  const { destination, values, title, other } = write;
  if (destination.kind === 'store') {
    const order = await confirmStore(destination.order, title);
    return order && { destination: { kind: 'store', order }, addToGitIgnore: false };
  }
  if (destination.kind === 'keyring') return { destination, addToGitIgnore: false };
  if (destination.target.refusal) throw destination.target.refusal;
  const replacedClient = await confirmation.replacedClient(destination.target, values);
  const target = { ...destination.target, replacedClient };
  if (replacedClient !== undefined || (await needsPreview(target, write, confirmation))) {
    const answer = await showMaskedChange(target, values, title, other);
    if (answer !== 'write') return answer;
  }
  const confirmed: Destination = { kind: 'projectFile', target };
  // A variable is not a secret.
  if (target.secretAs === 'variable' || values.isPublic)
    return { destination: confirmed, addToGitIgnore: false };
  if ((await confirmation.files.namesOf(target.path)) > 1 && !(await mayWriteAllNames(target)))
    return undefined;
  const decision = await guardFile(
    { file: target.path, shownName: target.relativePath, other: l10n.t('Save to Secret Storage Instead') },
    confirmation.gitDecisions,
    sayGitIsMissing,
  );
  if (decision === undefined) return undefined;
  if (decision === 'other') return { destination: KEYRING, addToGitIgnore: false };
  return { destination: confirmed, addToGitIgnore: decision === 'ignoreAndWrite' };
}

/**
 * Returns whether an existing or templated file loses a value of someone else or, unless it is written at once, gets its first
 * credential. A new file needs no preview.
 */
async function needsPreview(
  target: ProjectTarget,
  { values, atOnce }: Pick<ConfirmedWrite, 'values' | 'atOnce'>,
  known: Pick<Confirmation, 'bindings' | 'keptSecrets'>,
): Promise<boolean> {
  const { path: file, exists, template, section } = target;
  if (!exists && template === undefined) return false;
  if (!atOnce && !(await known.bindings.hasFile(file))) return true;
  const format = await formatOf(file);
  const text = await currentText(target);
  return replacesForeignValue({ file, format, text, section, values }, known);
}

/** Asks whether the secret may be written to a file that has several names, all of which get it. */
async function mayWriteAllNames({ relativePath }: ProjectTarget): Promise<boolean> {
  const write = l10n.t('Write to All Names');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('{0} has other names (hard links). The secret would be stored under all of them.', relativePath),
    {
      modal: true,
      detail: l10n.t('A file with another name might be committed or be in a folder that others can read.'),
    },
    write,
  );
  return chosen === write;
}

/** Confirms a destination for what is about to be issued. The alternative is to save it in SecretStorage only. */
export async function confirmNewDestination(
  write: PlannedWrite,
  confirmation: Confirmation,
): Promise<ConfirmedDestination | undefined> {
  const confirmed = await confirmDestination(
    { ...write, other: l10n.t('Save to secret storage only') },
    confirmation,
  );
  return confirmed === 'other' ? { destination: KEYRING, addToGitIgnore: false } : confirmed;
}
