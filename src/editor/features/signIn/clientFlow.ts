import * as l10n from '@vscode/l10n';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import { clientSignInRecord } from '../../core/signIns/clientSignInRecord.ts';
import type { SignInFlow } from '../../core/signIns/signInFlow.ts';
import { secretStep } from '../../core/steps/secretStep.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';

/** Asks for the secret of the client. */
export const clientFlow: SignInFlow<'client'> = async (connection, { newId }) => {
  const question = l10n.t('Secret of the client {0}; it is kept in the keyring', connection.signIn.clientId);
  const steps = [secretStep<{ readonly clientSecret?: SecretText }>({ question: () => question })];
  const answers = await runWizard(quickInput, l10n.t('Sign In to {0}', connection.name), steps);
  if (!answers?.clientSecret) throw new CredentialsError('cancelled');
  return clientSignInRecord(connection, answers.clientSecret, newId());
};
