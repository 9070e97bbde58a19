import * as l10n from '@vscode/l10n';
import type { Operation } from '../../../credentials/operations/operation.ts';
import { distanceInWords } from './expiryWords.ts';

const MINUTE_MS = 60_000;

/** Says of the old secret of a rotation what becomes of it: "old · deletes in 58 min". */
export function pendingInWords({ step, deleteAt }: Pick<Operation, 'step' | 'deleteAt'>, now: Date): string {
  if (step !== 'waiting') return l10n.t('old · rotation interrupted');
  const due = deleteAt === undefined ? now : new Date(deleteAt);
  const minutes = Math.ceil((due.getTime() - now.getTime()) / MINUTE_MS);
  if (minutes <= 0) return l10n.t('old · can be deleted now');
  if (minutes < 120) return l10n.t('old · deletes in {0} min', minutes);
  if (minutes < 48 * 60) return l10n.t('old · deletes in {0} h', Math.ceil(minutes / 60));
  return l10n.t('old · deletes {0}', distanceInWords(due, now));
}
