import * as l10n from '@vscode/l10n';
import { type ConfirmedDestination, KEYRING } from '../../../credentials/delivery/destination.ts';
import { replacesForeignValue } from '../../../credentials/delivery/foreignValues.ts';
import type { ProjectFileWriter } from '../../../credentials/delivery/projectFileWriter.ts';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import type { PlannedWrite } from '../../core/services.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { confirmStore } from './confirmStore.ts';
import type { GitDecisions } from './gitDecisions.ts';
import { guardFile, sayGitIsMissing } from './guardFile.ts';
import { currentText, showMaskedChange } from './showMaskedChange.ts';

/** A write that the user has to confirm. */
export interface ConfirmedWrite extends PlannedWrite {
  /** Label of the alternative to cancelling. */
  readonly other: string;
}

/** What the questions about a destination depend on. */
export interface Confirmation {
  readonly bindings: Pick<Bindings, 'all' | 'hasFile'>;
  readonly keptSecrets: Pick<KeptSecrets, 'all' | 'value'>;
  readonly files: Pick<ProjectFileWriter, 'namesOf'>;
  readonly gitDecisions: GitDecisions;
}

/**
 * Confirms a destination before anything is written: shows what the first write to a file changes, and any write that replaces a
 * value which we did not write; asks if the file has other names, if git would commit the secret, and about what a store has
 * there. Returns `other` if the user chooses the alternative, `undefined` to cancel. Rejects with the refusal of a file that can't
 * take the credentials.
 */
export async function confirmDestination(
  { destination, values, title, other }: ConfirmedWrite,
  confirmation: Confirmation,
): Promise<ConfirmedDestination | 'other' | undefined> {
  if (destination.kind === 'store') {
    const order = await confirmStore(destination.order, title);
    return order && { destination: { kind: 'store', order }, addToGitIgnore: false };
  }
  if (destination.kind === 'keyring') return { destination, addToGitIgnore: false };
  const { target } = destination;
  if (target.refusal) throw target.refusal;
  if (await needsPreview(target, values, confirmation)) {
    const answer = await showMaskedChange(target, values, title, other);
    if (answer !== 'write') return answer;
  }
  // A variable is not a secret.
  if (target.secretAs === 'variable') return { destination, addToGitIgnore: false };
  if ((await confirmation.files.namesOf(target.path)) > 1 && !(await mayWriteAllNames(target)))
    return undefined;
  const decision = await guardFile(
    { file: target.path, shownName: target.relativePath, other: l10n.t('Keep in SecretStorage Instead') },
    confirmation.gitDecisions,
    sayGitIsMissing,
  );
  if (decision === undefined) return undefined;
  if (decision === 'other') return { destination: KEYRING, addToGitIgnore: false };
  return { destination, addToGitIgnore: decision === 'ignoreAndWrite' };
}

/**
 * Returns whether an existing or templated file gets its first credential, or loses a value of someone else. A new file needs no
 * preview.
 */
async function needsPreview(
  target: ProjectTarget,
  values: PlainValues,
  known: Pick<Confirmation, 'bindings' | 'keptSecrets'>,
): Promise<boolean> {
  const { path: file, exists, template, section } = target;
  if (!exists && template === undefined) return false;
  if (!(await known.bindings.hasFile(file))) return true;
  const format = await formatOf(file);
  const text = await currentText(target);
  return replacesForeignValue({ file, format, text, section, values }, known);
}

/** Asks whether the secret may be written to a file that has several names, all of which get it. */
async function mayWriteAllNames({ relativePath }: ProjectTarget): Promise<boolean> {
  const write = l10n.t('Write to All Names');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('{0} has other names (hard links). The secret would be stored under each of them.', relativePath),
    {
      modal: true,
      detail: l10n.t('Another name may be in a folder that others can read, or that is committed.'),
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
    { ...write, other: l10n.t('Keep in SecretStorage only') },
    confirmation,
  );
  return confirmed === 'other' ? { destination: KEYRING, addToGitIgnore: false } : confirmed;
}
