import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { WriteGuard, WritePurpose } from '../../../credentials/delivery/writeGuard.ts';
import type { Core } from '../../core/core.ts';
import type { GitDecisions } from './gitDecisions.ts';
import { type GuardedWrite, guardFile } from './guardFile.ts';

/** Makes the guard of all writes. Files are decided about one after the other: an answer may settle the next one. */
export function writeGuard(core: Pick<Core, 'files'>, gitDecisions: GitDecisions): WriteGuard {
  let last: Promise<unknown> = Promise.resolve();
  return (file, purpose) => {
    const decision = last.then(() => decide(file, purpose));
    last = decision.catch(() => {});
    return decision;
  };

  async function decide(...[file, purpose]: Parameters<WriteGuard>): Promise<'write' | 'skip'> {
    const shownName = vscode.workspace.asRelativePath(file.path);
    const asked = { file: file.path, shownName, ...ALTERNATIVES[purpose]() };
    const decision = await guardFile(asked, gitDecisions);
    if (decision === undefined) throw new CredentialsError('cancelled');
    if (decision === 'ignoreAndWrite') await core.files.ignore(file);
    return decision === 'other' ? 'skip' : 'write';
  }
}

/** The alternatives to writing a file. */
const ALTERNATIVES: Readonly<Record<WritePurpose, () => Pick<GuardedWrite, 'other' | 'consequence'>>> = {
  deliver: () => ({ other: l10n.t('Keep in SecretStorage Instead') }),
  rotate: () => ({
    other: l10n.t('Skip This File'),
    consequence: l10n.t(
      'If you skip the file, it keeps the old secret, which is then not deleted. The new secret is in SecretStorage.',
    ),
  }),
  undo: () => ({
    other: l10n.t('Skip This File'),
    consequence: l10n.t('If you skip the file, it keeps the new secret, which is deleted in the service.'),
  }),
};
