import type { IncomingMessage } from 'node:http';
import { errors, type InteractionResults, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import { readRequestBody } from '../http/requestBody.ts';
import type { UserDirectory } from '../users/userDirectory.ts';
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
export function createLoginEndpoint(provider: Provider, users: UserDirectory) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    const isLogin = ctx.path.toLowerCase().startsWith(`${LOGIN_PATH}/`);
    if (!isLogin || !['GET', 'HEAD', 'POST'].includes(ctx.method)) return next();
    try {
      await answerLogin(ctx, provider, users);
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      ctx.status = 400;
      showPage(ctx, loginEndedPage());
    }
  };
}

async function answerLogin(ctx: KoaContextWithOIDC, provider: Provider, users: UserDirectory): Promise<void> {
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  const client = await provider.Client.find(String(params.client_id));
  const applicationName = client?.clientName ?? String(params.client_id);
  const shown = { applicationName, userName: String(params.login_hint ?? ''), failed: false };
  if (ctx.method !== 'POST') return showPage(ctx, loginPage(shown));
  const form = await readForm(ctx.req);
  const result = resultOf(form, users);
  if (result) {
    ctx.status = 303;
    return ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
  }
  ctx.status = 401;
  showPage(ctx, loginPage({ ...shown, userName: form.get('userName') ?? '', failed: true }));
}

/** Returns the result for the engine; `undefined` if the name or the password is wrong. */
function resultOf(form: URLSearchParams, users: UserDirectory): InteractionResults | undefined {
  if (form.has('cancel')) {
    return { error: 'access_denied', error_description: 'The user cancelled the sign-in.' };
  }
  const user = users.signIn(form.get('userName') ?? '', form.get('password') ?? '');
  return user && { login: { accountId: user.id } };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const body = await readRequestBody(request, MAX_FORM_BYTES);
  return new URLSearchParams(body?.toString('utf8'));
}
