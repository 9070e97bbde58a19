import * as l10n from '@vscode/l10n';
import { signInTarget } from '../../credentials/sessionSurroundings.ts';
import { userSignInRecord } from '../../credentials/userSignIn.ts';
import { type BrowserSignIn, beginBrowserSignIn } from '../../signIn/browserSignIn.ts';
import {
  isLoopbackRedirect,
  type LoopbackRedirect,
  listenForRedirect,
} from '../../signIn/loopbackRedirect.ts';
import { SignInError } from '../../signIn/signInError.ts';
import { errorInWords } from '../messages.ts';
import { withDelayedProgress } from '../progress/withDelayedProgress.ts';
import { openInBrowser } from './openInBrowser.ts';
import { askForRedirect } from './redirectBox.ts';
import { signInEndPage } from './signInEndPage.ts';
import { accountName, type ConnectionBy, type SignInFlow } from './signInFlow.ts';

/** How long the browser may take: to find a phone for the second factor, and a password that was changed last week. */
const BROWSER_TIMEOUT_MS = 10 * 60_000;

/**
 * Has the user sign in in the browser. The answer comes to a loopback address; where it cannot (a remote machine,
 * a port that is taken, a client with an address elsewhere), the user brings it.
 */
export const browserFlow: SignInFlow<'browser'> = async (connection, parts) => {
  const { signIn: choice, tenantId } = connection;
  const target = signInTarget(connection, parts);
  const signIn = await withDelayedProgress(l10n.t('Signing in to {0}…', connection.name), signal =>
    beginBrowserSignIn({ ...target, ...choice, tenantId }, signal),
  );
  const redirected = await answerOf(connection, signIn);
  const tokens = await withDelayedProgress(l10n.t('Signing in to {0}…', connection.name), signal =>
    signIn.complete(redirected, signal),
  );
  const account = accountName(tokens.user.name, connection);
  return userSignInRecord({ id: parts.newId(), account }, tokens, parts.nowMs());
};

async function answerOf(connection: ConnectionBy<'browser'>, signIn: BrowserSignIn): Promise<URL> {
  const { redirectUri } = connection.signIn;
  let listener: LoopbackRedirect | undefined;
  let hint: string | undefined;
  try {
    listener = isLoopbackRedirect(redirectUri) ? await listen(redirectUri, signIn) : undefined;
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    // the user can still bring the answer
    hint = errorInWords(error).text;
  }
  const box = askForRedirect({
    name: connection.name,
    url: signIn.url,
    redirectUri,
    isAnswer: signIn.isAnswer,
    hint,
  });
  try {
    await openInBrowser(signIn.url, listener && redirectUri);
    return await Promise.race([box.answer, ...(listener ? [listener.answer] : [])]);
  } finally {
    listener?.close();
    box.dispose();
  }
}

const listen = (redirectUri: string, { isAnswer }: BrowserSignIn): Promise<LoopbackRedirect> =>
  listenForRedirect({ redirectUri, isAnswer, endPage: signInEndPage, timeoutMs: BROWSER_TIMEOUT_MS });
