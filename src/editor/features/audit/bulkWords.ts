import * as l10n from '@vscode/l10n';
import type { ManyOutcome } from '../../platform/progress/forEachAtOnce.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import { linesInWords } from '../../vocabulary/words/linesWords.ts';
import { foundSecretInWords } from './auditWords.ts';
import type { FoundSecret } from './foundSecrets.ts';

/** What is said of a change of several secrets. */
export interface BulkWords {
  readonly question: string;
  readonly detail: string;
  readonly button: string;
  readonly progress: string;
  /** After all are changed. */
  readonly all: string;
  /** After only some of them are changed. */
  readonly some: (changed: number) => string;
}

/** Writes what is said when expired secrets are deleted. */
export function deletionWords(found: readonly FoundSecret[]): BulkWords {
  const where = connectionsInWords(found);
  const count = countInWords(found.length);
  const isOne = found.length === 1;
  return {
    question: isOne
      ? l10n.t('Delete 1 expired secret from “{0}”?', where)
      : l10n.t('Delete {0} expired secrets from “{1}”?', count, where),
    detail: paragraphs(
      namesInWords(found),
      l10n.t(
        'Expired secrets no longer work, so no application loses access. Their values are also removed from this machine.',
      ),
    ),
    button: isOne ? l10n.t('Delete 1 Secret') : l10n.t('Delete {0} Secrets', count),
    progress: l10n.t('Deleting expired secrets from “{0}”…', where),
    all: isOne
      ? l10n.t('1 expired secret was deleted from “{0}”.', where)
      : l10n.t('{0} expired secrets were deleted from “{1}”.', count, where),
    some: changed =>
      l10n.t('{0} of {1} expired secrets were deleted from “{2}”.', countInWords(changed), count, where),
  };
}

/** Writes what is said when secrets get an expiration date. */
export function expirationWords(found: readonly FoundSecret[], date: string): BulkWords {
  const where = connectionsInWords(found);
  const count = countInWords(found.length);
  const isOne = found.length === 1;
  return {
    question: isOne
      ? l10n.t('Set the expiration of 1 secret in “{0}” to {1}?', where, date)
      : l10n.t('Set the expiration of {0} secrets in “{1}” to {2}?', count, where, date),
    detail: paragraphs(
      namesInWords(found),
      l10n.t("Applications that use them can't sign in after that date. Rotate the secrets before."),
    ),
    button: l10n.t('Set Expiration'),
    progress: l10n.t('Setting the expiration of secrets in “{0}”…', where),
    all: isOne
      ? l10n.t('1 secret in “{0}” expires on {1}.', where, date)
      : l10n.t('{0} secrets in “{1}” expire on {2}.', count, where, date),
    some: changed =>
      l10n.t('{0} of {1} secrets in “{2}” expire on {3}.', countInWords(changed), count, where, date),
  };
}

/** Says exactly what was done: all, or how many, why the others weren't, and how many weren't tried after Cancel. */
export function bulkOutcomeInWords(
  { all, some }: BulkWords,
  count: number,
  { done, failed }: ManyOutcome<FoundSecret>,
): { readonly isComplete: boolean; readonly text: string; readonly detail: string } {
  const untried = count - done.length - failed.length;
  const isComplete = done.length === count;
  const lines = failed.map(({ item, error }) => `${nameInWords(item)}: ${errorInWords(error).text}`);
  return {
    isComplete,
    text: isComplete ? all : some(done.length),
    detail: paragraphs(
      linesInWords(lines),
      untried > 0 ? l10n.t('Canceled before the rest was tried: {0}.', countInWords(untried)) : '',
    ),
  };
}

const nameInWords = ({ client, secret }: FoundSecret): string =>
  l10n.t('{0} · {1}', client.name, foundSecretInWords(secret));

const namesInWords = (found: readonly FoundSecret[]): string => linesInWords(found.map(nameInWords));

const connectionsInWords = (found: readonly FoundSecret[]): string =>
  [...new Set(found.map(({ connection }) => connection.name))].join(', ');

const paragraphs = (...texts: readonly string[]): string => texts.filter(text => text !== '').join('\n\n');
