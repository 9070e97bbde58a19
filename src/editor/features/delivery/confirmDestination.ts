import * as l10n from '@vscode/l10n';
import {
  type ConfirmedDestination,
  type Destination,
  KEYRING,
} from '../../../credentials/delivery/destination.ts';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import type { GitDecisions } from './gitDecisions.ts';
import { guardFile } from './guardFile.ts';
import { showMaskedChange } from './showMaskedChange.ts';

/** What a destination is confirmed by. */
export interface ConfirmationParts {
  readonly bindings: Pick<Bindings, 'hasFile'>;
  readonly gitDecisions: GitDecisions;
}

/** What the question is about. */
export interface ConfirmedWrite {
  readonly destination: Destination;
  /** What is written, but for the secret. */
  readonly values: PlainValues;
  readonly title: string;
  /** The way out beside calling it off, in words. */
  readonly other: string;
}

/**
 * Confirms a destination before anything happens: shows what the first write into a file does to it, and asks where
 * git would commit the secret. `other`: the user takes the other way; `undefined`: calls the whole thing off.
 */
export async function confirmDestination(
  { destination, values, title, other }: ConfirmedWrite,
  parts: ConfirmationParts,
): Promise<ConfirmedDestination | 'other' | undefined> {
  if (destination.kind !== 'projectFile') return { destination, addToGitIgnore: false };
  const { target } = destination;
  if (await isFirstWrite(target, parts)) {
    const answer = await showMaskedChange(target, values, title, other);
    if (answer !== 'write') return answer;
  }
  // a variable is no secret
  if (target.secretAs === 'variable') return { destination, addToGitIgnore: false };
  const decision = await guardFile(target.path, target.relativePath, parts.gitDecisions);
  if (decision === undefined) return undefined;
  if (decision === 'keyringInstead') return { destination: KEYRING, addToGitIgnore: false };
  return { destination, addToGitIgnore: decision === 'ignoreAndWrite' };
}

/** A file with nothing in it has nothing to lose, and takes the usual keys, which the list of files names. */
async function isFirstWrite(
  { path, exists, template }: ProjectTarget,
  { bindings }: ConfirmationParts,
): Promise<boolean> {
  return (exists || template !== undefined) && !(await bindings.hasFile(path));
}

/** Confirms a destination for what is yet to be issued: the other way is to keep it in the keyring only. */
export async function confirmNewDestination(
  write: Omit<ConfirmedWrite, 'other'>,
  parts: ConfirmationParts,
): Promise<ConfirmedDestination | undefined> {
  const confirmed = await confirmDestination(
    { ...write, other: l10n.t('Keep in SecretStorage only') },
    parts,
  );
  return confirmed === 'other' ? { destination: KEYRING, addToGitIgnore: false } : confirmed;
}
