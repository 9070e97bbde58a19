import * as l10n from '@vscode/l10n';
import { askGit, type GitVerdict } from '../../../projectFiles/git/gitGuard.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { GitDecisions } from './gitDecisions.ts';

/** What the user decided about a file that git would commit; `undefined` means cancel. */
export type GuardDecision = 'write' | 'ignoreAndWrite' | 'keyringInstead' | undefined;

/** Verdicts that need no question. `unknown` needs one, because git has not said that the file is safe. */
const HARMLESS: ReadonlySet<GitVerdict> = new Set(['ignored', 'noRepository', 'gitMissing']);

/** Asks before a secret goes into a file that git would commit. */
export async function guardFile(
  file: string,
  relativePath: string,
  gitDecisions: GitDecisions,
): Promise<GuardDecision> {
  const verdict = await askGit(file);
  if (verdict === 'gitMissing') noteMissingGit(relativePath);
  if (HARMLESS.has(verdict) || gitDecisions.allows(file, verdict)) return 'write';
  const addToGitIgnore = l10n.t('Add to .gitignore and Write');
  const keyring = l10n.t('Keep in SecretStorage Instead');
  const writeAnyway = l10n.t('Write Anyway');
  // For a tracked file, .gitignore would change nothing.
  const buttons = verdict === 'tracked' ? [keyring, writeAnyway] : [addToGitIgnore, keyring, writeAnyway];
  const chosen = await safeWindow.showWarningMessage(
    titleOf(verdict, relativePath),
    { modal: true, detail: detailOf(verdict) },
    ...buttons,
  );
  const decisions: Readonly<Record<string, GuardDecision>> = {
    [addToGitIgnore]: 'ignoreAndWrite',
    [keyring]: 'keyringInstead',
    [writeAnyway]: 'write',
  };
  if (chosen === writeAnyway) await gitDecisions.allow(file, verdict);
  return chosen === undefined ? undefined : decisions[chosen];
}

function noteMissingGit(relativePath: string): void {
  void safeWindow.showInformationMessage(
    l10n.t('There is no git on this machine to say whether {0} would be committed.', relativePath),
  );
}

function titleOf(verdict: GitVerdict, relativePath: string): string {
  if (verdict === 'tracked')
    return l10n.t('{0} is under version control. The secret would be in the next commit.', relativePath);
  if (verdict === 'unknown') return l10n.t('git does not say whether it would commit {0}.', relativePath);
  return l10n.t('git does not ignore {0}. The secret could get into a commit.', relativePath);
}

function detailOf(verdict: GitVerdict): string {
  return verdict === 'tracked'
    ? l10n.t(
        'To keep the file but not its secret out of git, run “git rm --cached” for it and add it to .gitignore.',
      )
    : l10n.t('Whoever can read the repository could then use the client.');
}
