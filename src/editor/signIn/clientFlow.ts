import * as l10n from '@vscode/l10n';
import type { Connection } from '../../credentials/connections/connection.ts';
import type { ClientSignInRecord } from '../../credentials/connections/signInRecord.ts';
import { CredentialsError } from '../../credentials/credentialsError.ts';
import type { SecretText } from '../../secret/secretText.ts';
import { secretStep } from '../connections/connectionSteps.ts';
import { quickInput } from '../wizards/quickInput.ts';
import { runWizard } from '../wizards/runWizard.ts';
import { accountName, type SignInFlow } from './signInFlow.ts';

/** Makes what the keyring keeps of a client's secret. */
export function clientSignInRecord(
  connection: Connection,
  clientSecret: SecretText,
  id: string,
): ClientSignInRecord {
  const who = l10n.t('Client {0}…', connection.signIn.clientId.slice(0, 8));
  return { kind: 'client', id, account: accountName(who, connection), clientSecret };
}

/** Asks for the secret of the client. */
export const clientFlow: SignInFlow<'client'> = async (connection, { newId }) => {
  const question = l10n.t('Secret of the client {0}; it is kept in the keyring', connection.signIn.clientId);
  const steps = [secretStep<{ readonly clientSecret?: SecretText }>({ question: () => question })];
  const answers = await runWizard(quickInput, l10n.t('Sign In to {0}', connection.name), steps);
  if (!answers?.clientSecret) throw new CredentialsError('cancelled');
  return clientSignInRecord(connection, answers.clientSecret, newId());
};
