import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import {
  deviceConfirmationPage,
  deviceConnectedPage,
  type UserCodeProblem,
  userCodePage,
} from '../pages/devicePages.ts';
import { loggedOutPage, logoutPage } from '../pages/logoutPages.ts';
import { showPage } from '../pages/page.ts';

type Features = NonNullable<Configuration['features']>;

/** Problems with a user code, by the class of the engine's error. All other errors are faults of the sign-in. */
const PROBLEMS: Readonly<Record<string, UserCodeProblem>> = {
  NoCodeError: 'unknown',
  NotFoundError: 'unknown',
  ExpiredError: 'unknown',
  AlreadyUsedError: 'unknown',
  AbortedError: 'cancelled',
};

/** The device flow with our own pages (RFC 8628); the engine's pages load fonts from elsewhere. */
export const DEVICE_FLOW: Features['deviceFlow'] = {
  enabled: true,
  userCodeInputSource: (ctx, _form, _out, error) => {
    const problem = error && (PROBLEMS[error.name] ?? 'failed');
    showPage(ctx, userCodePage(ctx.oidc.urlFor('code_verification'), formSecret(ctx), problem));
  },
  userCodeConfirmSource: (ctx, _form, client, _deviceInfo, userCode) => {
    const action = ctx.oidc.urlFor('code_verification');
    const xsrf = formSecret(ctx);
    showPage(ctx, deviceConfirmationPage({ action, xsrf, userCode, applicationName: nameOf(client) }));
  },
  successSource: ctx => showPage(ctx, deviceConnectedPage(nameOf(ctx.oidc.client))),
};

/** Logout started by an application, with our own pages (OpenID Connect RP-Initiated Logout 1.0). */
export const LOGOUT: Features['rpInitiatedLogout'] = {
  enabled: true,
  logoutSource: ctx => {
    const action = ctx.oidc.urlFor('end_session_confirm');
    const proven = ctx.oidc.entities.IdTokenHint !== undefined;
    showPage(ctx, logoutPage({ action, xsrf: formSecret(ctx), proven }));
  },
  postLogoutSuccessSource: ctx => showPage(ctx, loggedOutPage()),
};

/** Returns the value that binds the engine's form to the browser's session. */
function formSecret({ oidc: { session } }: KoaContextWithOIDC): string {
  return String(session?.state?.secret ?? '');
}

function nameOf(client: Client | undefined): string {
  return client?.clientName ?? client?.clientId ?? 'the application';
}
