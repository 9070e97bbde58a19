import * as l10n from '@vscode/l10n';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { ClientSignInRecord } from '../../../credentials/connections/signInRecord.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import { accountName } from './signInFlow.ts';

/** Makes the sign-in record of a client's secret. */
export function clientSignInRecord(
  connection: Connection,
  clientSecret: SecretText,
  id: string,
): ClientSignInRecord {
  const who = l10n.t('Client {0}…', connection.signIn.clientId.slice(0, 8));
  return { kind: 'client', id, account: accountName(who, connection), clientSecret };
}
