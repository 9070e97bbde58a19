import * as vscode from 'vscode';
import type { RetentionRule } from '../../../credentials/retention.ts';

/** What the setting can say, and the rule that it means. Everything else keeps the values. */
const RULES: ReadonlyMap<unknown, (days: number) => RetentionRule> = new Map([
  ['removeAfterDelivery', (): RetentionRule => ({ kind: 'afterDelivery' })],
  ['removeAfterExpiration', (days: number): RetentionRule => ({ kind: 'afterExpiration', days })],
]);

const USUAL_DAYS = 30;

/** Reads how long saved secrets are kept, from the settings. */
export function readRetentionRule(): RetentionRule {
  const settings = vscode.workspace.getConfiguration('clientCredentials.savedSecrets');
  const days = settings.get<unknown>('daysAfterExpiration');
  const isNumber = typeof days === 'number' && Number.isFinite(days) && days >= 0;
  return RULES.get(settings.get('retention'))?.(isNumber ? days : USUAL_DAYS) ?? { kind: 'keep' };
}
