import * as l10n from '@vscode/l10n';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';

/** Names a target as its user does. */
export const targetInWords = ({
  reason,
  relativePath,
}: Pick<ProjectTarget, 'reason' | 'relativePath'>): string =>
  reason === 'userSecrets' ? l10n.t('User secrets of {0}', relativePath) : relativePath;
