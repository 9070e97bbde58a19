import * as l10n from '@vscode/l10n';
import { askGit, type GitVerdict } from '../../../projectFiles/git/gitGuard.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { GitDecisions } from './gitDecisions.ts';

/** What the user decided about a file that git would commit; `undefined` means cancel. */
export type GuardDecision = 'write' | 'ignoreAndWrite' | 'other' | undefined;

/** A file that is about to get a secret. */
export interface GuardedWrite {
  /** Absolute path. */
  readonly file: string;
  /** Name of the file, as shown to the user. */
  readonly shownName: string;
  /** Label of the alternative to writing the file. */
  readonly other: string;
  /** What the alternative leads to, if its label does not tell. */
  readonly consequence?: string;
}

/** Verdicts that need no question. `unknown` needs one, because git has not said that the file is safe. */
const HARMLESS: ReadonlySet<GitVerdict> = new Set(['ignored', 'noRepository', 'gitMissing']);

/**
 * Asks before a secret goes into a file that git would commit.
 *
 * @param noteMissingGit called with the name of a file for which there is no git to ask
 */
export async function guardFile(
  write: GuardedWrite,
  gitDecisions: GitDecisions,
  noteMissingGit: (shownName: string) => void = () => {},
): Promise<GuardDecision> {
  const { file, shownName, other } = write;
  const verdict = await askGit(file);
  if (verdict === 'gitMissing') noteMissingGit(shownName);
  if (HARMLESS.has(verdict) || gitDecisions.allows(file, verdict)) return 'write';
  const addToGitIgnore = l10n.t('Add to .gitignore and Write');
  const writeAnyway = l10n.t('Write Anyway');
  // For a tracked file, .gitignore would change nothing.
  const buttons = verdict === 'tracked' ? [other, writeAnyway] : [addToGitIgnore, other, writeAnyway];
  const chosen = await safeWindow.showWarningMessage(
    titleOf(verdict, shownName),
    { modal: true, detail: [detailOf(verdict), write.consequence ?? ''].join('\n').trim() },
    ...buttons,
  );
  const decisions: Readonly<Record<string, GuardDecision>> = {
    [addToGitIgnore]: 'ignoreAndWrite',
    [other]: 'other',
    [writeAnyway]: 'write',
  };
  if (chosen === writeAnyway) await gitDecisions.allow(file, verdict);
  return chosen === undefined ? undefined : decisions[chosen];
}

/** Says that there is no git to ask about a file. */
export function sayGitIsMissing(shownName: string): void {
  void safeWindow.showInformationMessage(
    l10n.t('There is no git on this machine to say whether {0} would be committed.', shownName),
  );
}

function titleOf(verdict: GitVerdict, shownName: string): string {
  if (verdict === 'tracked')
    return l10n.t('{0} is under version control. The secret would be in the next commit.', shownName);
  if (verdict === 'unknown') return l10n.t('git does not say whether it would commit {0}.', shownName);
  return l10n.t('git does not ignore {0}. The secret could get into a commit.', shownName);
}

function detailOf(verdict: GitVerdict): string {
  return verdict === 'tracked'
    ? l10n.t(
        'To keep the file but not its secret out of git, run “git rm --cached” for it and add it to .gitignore.',
      )
    : l10n.t('Whoever can read the repository could then use the client.');
}
