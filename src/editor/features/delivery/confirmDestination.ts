import * as l10n from '@vscode/l10n';
import { type ConfirmedDestination, KEYRING } from '../../../credentials/delivery/destination.ts';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlannedWrite } from '../../core/services.ts';
import { confirmStore } from './confirmStore.ts';
import type { GitDecisions } from './gitDecisions.ts';
import { guardFile } from './guardFile.ts';
import { showMaskedChange } from './showMaskedChange.ts';

/** A write that the user has to confirm. */
export interface ConfirmedWrite extends PlannedWrite {
  /** Label of the alternative to cancelling. */
  readonly other: string;
}

/** What the questions about a destination depend on. */
export interface Confirmation {
  readonly bindings: Pick<Bindings, 'hasFile'>;
  readonly gitDecisions: GitDecisions;
}

/**
 * Confirms a destination before anything is written: shows what the first write to a file changes, asks if git would commit
 * the secret, and asks about what a store has there. Returns `other` if the user chooses the alternative, `undefined` to cancel.
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
  if (await isFirstWrite(target, confirmation)) {
    const answer = await showMaskedChange(target, values, title, other);
    if (answer !== 'write') return answer;
  }
  // A variable is not a secret.
  if (target.secretAs === 'variable') return { destination, addToGitIgnore: false };
  const decision = await guardFile(target.path, target.relativePath, confirmation.gitDecisions);
  if (decision === undefined) return undefined;
  if (decision === 'keyringInstead') return { destination: KEYRING, addToGitIgnore: false };
  return { destination, addToGitIgnore: decision === 'ignoreAndWrite' };
}

/** Returns whether an existing or templated file gets its first credential. A new file needs no preview. */
async function isFirstWrite(
  { path, exists, template }: ProjectTarget,
  { bindings }: Confirmation,
): Promise<boolean> {
  return (exists || template !== undefined) && !(await bindings.hasFile(path));
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
