import { escapeHtml, type Page, SUBMIT_AT_ONCE } from './page.ts';

/** What the logout page sends. */
export interface LogoutForm {
  readonly action: string;
  readonly xsrf: string;
  /** Whether an id token proves that the application may sign this user out; then the page doesn't ask. */
  readonly proven: boolean;
}

/** Returns the page that asks whether to sign out (OpenID Connect RP-Initiated Logout 1.0, section 2). */
export function logoutPage({ action, xsrf, proven }: LogoutForm): Page {
  return {
    title: 'Sign out of the local tenant?',
    // Not the value of a button, which a form that a script submits doesn't include.
    content: `<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="xsrf" value="${escapeHtml(xsrf)}">
<input type="hidden" name="logout" value="yes">
<div class="actions"><button type="submit" autofocus>Sign out</button></div>
</form>
<p>Close this page to stay signed in.</p>`,
    script: proven ? SUBMIT_AT_ONCE : undefined,
  };
}

/** Returns the page after a logout that names no address to return to. */
export function loggedOutPage(): Page {
  return { title: 'You are signed out', content: '<p>You can close this page.</p>' };
}
