import * as l10n from '@vscode/l10n';
import { signInTarget } from '../../../credentials/connections/sessionSurroundings.ts';
import { userSignInRecord } from '../../../credentials/connections/userSignIn.ts';
import { beginDeviceSignIn } from '../../../signIn/deviceSignIn.ts';
import { accountName, type SignInFlow } from '../../core/signIns/signInFlow.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { showDeviceCode } from './deviceCodeBox.ts';

/** Shows a code and waits until the user has typed it into a browser, on whichever machine. */
export const deviceFlow: SignInFlow<'device'> = async (connection, tools) => {
  const { signIn: choice, tenantId } = connection;
  const target = signInTarget(connection, tools);
  const signIn = await withDelayedProgress(l10n.t('Signing in to {0}…', connection.name), signal =>
    beginDeviceSignIn({ ...target, ...choice, tenantId, sleep: tools.sleep }, signal),
  );
  const box = showDeviceCode(connection.name, signIn);
  try {
    const tokens = await signIn.complete(box.closed);
    const account = accountName(tokens.user.name, connection);
    return userSignInRecord({ id: tools.newId(), account }, tokens, tools.nowMs());
  } finally {
    box.dispose();
  }
};
