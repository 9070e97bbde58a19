import { escapeHtml, type Page, SUBMIT_AT_ONCE } from './page.ts';

/** What the logout page sends on. */
export interface LogoutForm {
  readonly action: string;
  readonly xsrf: string;
  /** Whether an id token proves that the application asks for its own user; then nobody needs to be asked. */
  readonly proven: boolean;
}

/** Makes the page that asks whether to sign out (OpenID Connect RP-Initiated Logout 1.0, section 2). */
export function logoutPage({ action, xsrf, proven }: LogoutForm): Page {
  return {
    title: 'Sign out of the local tenant?',
    // Not part of a button: a form that a script sends carries no button's value.
    content: `<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="xsrf" value="${escapeHtml(xsrf)}">
<input type="hidden" name="logout" value="yes">
<div class="actions"><button type="submit" autofocus>Sign out</button></div>
</form>
<p>Close this page to stay signed in.</p>`,
    ...(proven && { script: SUBMIT_AT_ONCE }),
  };
}

/** Makes the page after a logout that names no address to go to. */
export function loggedOutPage(): Page {
  return { title: 'You are signed out', content: '<p>You can close this page.</p>' };
}
