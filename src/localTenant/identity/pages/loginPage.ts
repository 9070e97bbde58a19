import { escapeHtml, type Page } from './page.ts';

/** What the login page shows. */
export interface LoginForm {
  /** Name of the application that the user signs in to. */
  readonly applicationName: string;
  /** User name to begin with: what was typed before, or the request's `login_hint`. */
  readonly userName: string;
  /** Whether the last attempt failed. */
  readonly failed: boolean;
}

/** Makes the login page. The form posts back to the page's own address. */
export function loginPage({ applicationName, userName, failed }: LoginForm): Page {
  const problem = failed
    ? '<p class="problem" role="alert" id="problem">There is no user with this name and password.</p>'
    : '';
  const describedBy = failed ? ' aria-describedby="problem"' : '';
  const [focusName, focusPassword] = userName === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return {
    title: 'Sign in',
    content: `<p>to continue to <strong>${escapeHtml(applicationName)}</strong></p>
${problem}
<form method="post">
<label for="userName">User name</label>
<input id="userName" name="userName" autocomplete="username" autocapitalize="none" spellcheck="false" required${describedBy}${focusName} value="${escapeHtml(userName)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${describedBy}${focusPassword}>
<div class="actions">
<button type="submit">Sign in</button>
<button type="submit" name="cancel" value="yes" formnovalidate>Cancel</button>
</div>
</form>
<p>Names and passwords stand in <code>users.json</code> in the tenant’s data folder.</p>`,
  };
}

/** Makes the page for a login form whose sign-in has ended: expired, done in another tab, or cookies cleared. */
export function endedLoginPage(): Page {
  return {
    title: 'This sign-in has ended',
    content: '<p>Go back to the application and sign in from there.</p>',
  };
}
