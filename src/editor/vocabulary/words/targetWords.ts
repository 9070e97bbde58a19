import * as l10n from '@vscode/l10n';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';

/** Names a target as its user does. */
export const targetInWords = ({
  reason,
  relativePath,
}: Pick<ProjectTarget, 'reason' | 'relativePath'>): string =>
  reason === 'userSecrets' ? l10n.t('User secrets of {0}', relativePath) : relativePath;

/** Says what makes direnv load a changed `.envrc`. */
export const direnvInWords = (file: string): string =>
  l10n.t('direnv blocks {0} until you allow the change: run “direnv allow {1}”.', file, quoteIfNeeded(file));

/** A name with other characters needs quotes in a shell. */
const quoteIfNeeded = (file: string): string =>
  /^[\w./:\\-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
