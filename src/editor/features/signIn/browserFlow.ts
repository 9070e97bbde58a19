import * as l10n from '@vscode/l10n';
import { signInTarget } from '../../../credentials/connections/sessionSurroundings.ts';
import { userSignInRecord } from '../../../credentials/connections/userSignIn.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import { type BrowserSignIn, beginBrowserSignIn } from '../../../signIn/browserSignIn.ts';
import {
  isLoopbackRedirect,
  type LoopbackRedirect,
  listenForRedirect,
} from '../../../signIn/loopbackRedirect.ts';
import { SignInError } from '../../../signIn/signInError.ts';
import type { UserTokens } from '../../../signIn/userTokens.ts';
import {
  accountName,
  type ConnectionBy,
  type SignInFlow,
  type SignInFlowTools,
} from '../../core/signIns/signInFlow.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { type BrowserAttempt, browserAttempts, canRequestLess } from './browserAttempts.ts';
import { openInBrowser } from './openInBrowser.ts';
import { askForRedirect } from './redirectBox.ts';
import { signInEndPage } from './signInEndPage.ts';

/** How long the browser may take: to find a phone for the second factor, and a password that was changed last week. */
const BROWSER_TIMEOUT_MS = 10 * 60_000;

/**
 * Has the user sign in in the browser. The answer comes to a loopback address; where it cannot (a remote machine,
 * a port that is taken, a client with an address elsewhere), the user brings it. A service that refuses what is requested
 * is asked for less.
 */
export const browserFlow: SignInFlow<'browser'> = async (connection, tools) => {
  const { redirectUri, offlineAccess } = connection.signIn;
  for (const attempt of browserAttempts({ offlineAccess })) {
    const tokens = await attemptSignIn(connection, attempt, tools);
    if (!tokens) continue;
    const account = accountName(tokens.user.name, connection);
    return userSignInRecord({ id: tools.newId(), account }, tokens, tools.nowMs());
  }
  throw new SignInError('refusedInBrowser', { detail: redirectUri });
};

/** Attempts to sign in; returns `undefined` when the service refuses what was requested. */
async function attemptSignIn(
  connection: ConnectionBy<'browser'>,
  attempt: BrowserAttempt,
  tools: SignInFlowTools,
): Promise<UserTokens | undefined> {
  const { signIn: choice, tenantId } = connection;
  const parts = { ...signInTarget(connection, tools), ...choice, ...attempt, tenantId };
  const progress = l10n.t('Signing in to {0}…', connection.name);
  const signIn = await withDelayedProgress(progress, signal => beginBrowserSignIn(parts, signal));
  const redirected = await answerOf(connection, signIn, attempt.hint);
  if (!redirected) return undefined;
  try {
    return await withDelayedProgress(progress, signal => signIn.complete(redirected, signal));
  } catch (error) {
    if (canRequestLess(attempt, error)) return undefined;
    throw error;
  }
}

/** Waits for the answer; `undefined` when the user says that the browser shows an error of the service. */
async function answerOf(
  connection: ConnectionBy<'browser'>,
  signIn: BrowserSignIn,
  attemptHint: string | undefined,
): Promise<URL | undefined> {
  const { redirectUri } = connection.signIn;
  const { listener, hint } = await listenOrAsk(redirectUri, signIn);
  const box = askForRedirect({
    name: connection.name,
    url: signIn.url,
    redirectUri,
    isAnswer: signIn.isAnswer,
    hints: [attemptHint, hint],
  });
  try {
    await openInBrowser(signIn.url, listener && redirectUri);
    return await Promise.race([box.answer, ...(listener ? [listener.answer] : [])]);
  } finally {
    listener?.close();
    box.dispose();
  }
}

/**
 * Listens where the browser will come back. Where another program does, the browser is not sent there unasked: that
 * program would get the answer, and the user has to bring it.
 */
async function listenOrAsk(
  redirectUri: string,
  signIn: BrowserSignIn,
): Promise<{ readonly listener?: LoopbackRedirect; readonly hint?: string }> {
  if (!isLoopbackRedirect(redirectUri)) return {};
  for (;;) {
    try {
      return { listener: await listen(redirectUri, signIn) };
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      const { text } = errorInWords(error);
      if (await openAnyway(text)) return { hint: text };
    }
  }
}

/** Asks whether to continue although another program listens; `false` to try again. Throws `cancelled`. */
async function openAnyway(text: string): Promise<boolean> {
  const [again, anyway] = [l10n.t('Try Again'), l10n.t('Open Browser Anyway')];
  const detail = l10n.t(
    'If you continue, that program receives the answer of the browser, but can’t sign in with it. Paste the address from the browser into the editor.',
  );
  const chosen = await safeWindow.showWarningMessage(text, { modal: true, detail }, again, anyway);
  if (chosen === undefined) throw new CredentialsError('cancelled');
  return chosen === anyway;
}

const listen = (redirectUri: string, { isAnswer }: BrowserSignIn): Promise<LoopbackRedirect> =>
  listenForRedirect({ redirectUri, isAnswer, endPage: signInEndPage, timeoutMs: BROWSER_TIMEOUT_MS });
