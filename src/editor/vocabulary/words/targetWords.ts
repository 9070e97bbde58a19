import * as l10n from '@vscode/l10n';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import { pathInWords } from '../shownPath.ts';

/** Names a target as its user does. */
export const targetInWords = ({
  reason,
  relativePath,
}: Pick<ProjectTarget, 'reason' | 'relativePath'>): string =>
  reason === 'userSecrets' ? l10n.t('.NET user secrets of {0}', relativePath) : relativePath;

/** Says what makes direnv load a changed `.envrc`. */
export function direnvInWords(file: string): string {
  const name = pathInWords(file);
  return l10n.t(
    'direnv blocks {0} until you allow the change. Run “direnv allow {1}”.',
    name,
    quoteIfNeeded(name),
  );
}

/** A name with other characters needs quotes in a shell. */
const quoteIfNeeded = (file: string): string =>
  /^[\w./:\\-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
