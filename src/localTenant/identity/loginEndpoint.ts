import type { IncomingMessage } from 'node:http';
import { errors, type InteractionResults, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import { readRequestBody } from '../http/requestBody.ts';
import type { UserDirectory } from '../users/userDirectory.ts';
import { userNameOf } from '../users/userEmail.ts';
import type { GuessLimit } from './guessLimit.ts';
import { loginEndedPage, loginPage } from './pages/loginPage.ts';
import { showPage } from './pages/page.ts';

/** Path of the login page below the engine's path; the id of the sign-in follows. */
export const LOGIN_PATH = '/account/login';

/** Largest login form, in bytes. */
const MAX_FORM_BYTES = 16 * 1024;

type Next = () => Promise<void>;

/**
 * Returns the login endpoint: shows the form, checks the input, and redirects the browser to where the engine continues. The
 * engine's cookie, which other sites can't send with a form, binds both to one browser.
 */
export function createLoginEndpoint(provider: Provider, users: UserDirectory, guesses: GuessLimit) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    const isLogin = ctx.path.toLowerCase().startsWith(`${LOGIN_PATH}/`);
    if (!isLogin || !['GET', 'HEAD', 'POST'].includes(ctx.method)) return next();
    try {
      await answerLogin(ctx, provider, { users, guesses });
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      ctx.status = 400;
      showPage(ctx, loginEndedPage());
    }
  };
}

interface LoginParts {
  readonly users: UserDirectory;
  readonly guesses: GuessLimit;
}

async function answerLogin(ctx: KoaContextWithOIDC, provider: Provider, parts: LoginParts): Promise<void> {
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  const client = await provider.Client.find(String(params.client_id));
  const applicationName = client?.clientName ?? String(params.client_id);
  const shown = { applicationName, userName: String(params.login_hint ?? '') };
  if (ctx.method !== 'POST') return showPage(ctx, loginPage(shown));
  const form = await readForm(ctx.req);
  const tried = resultOf(form, parts);
  if (!tried.ok) {
    const { problem, waitSeconds } = tried;
    ctx.status = waitSeconds > 0 ? 429 : 401;
    if (waitSeconds > 0) ctx.set('Retry-After', String(waitSeconds));
    return showPage(ctx, loginPage({ ...shown, userName: typedName(form), problem }));
  }
  ctx.status = 303;
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, tried.result));
}

type Tried =
  | { readonly ok: true; readonly result: InteractionResults }
  | { readonly ok: false; readonly problem: string; readonly waitSeconds: number };

/** Returns the result for the engine, or why there is none. */
function resultOf(form: URLSearchParams, { users, guesses }: LoginParts): Tried {
  if (form.has('cancel')) {
    const result = { error: 'access_denied', error_description: 'The user cancelled the sign-in.' };
    return { ok: true, result };
  }
  const userName = userNameOf(typedName(form));
  const name = `user ${userName.toLowerCase()}`;
  const waitSeconds = guesses.waitSeconds(name);
  if (waitSeconds > 0) {
    const problem = `Too many wrong passwords. Try again in ${waitSeconds} s.`;
    return { ok: false, problem, waitSeconds };
  }
  const user = users.signIn(userName, form.get('password') ?? '');
  guesses.note(name, user !== undefined);
  if (user) return { ok: true, result: { login: { accountId: user.id } } };
  return { ok: false, problem: 'There is no user with this name and password.', waitSeconds: 0 };
}

/** Returns what was typed. Scripts that were written for earlier versions name the field `userName`. */
function typedName(form: URLSearchParams): string {
  return form.get('email') ?? form.get('userName') ?? '';
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const body = await readRequestBody(request, MAX_FORM_BYTES);
  return new URLSearchParams(body?.toString('utf8'));
}
