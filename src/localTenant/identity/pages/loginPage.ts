import { escapeHtml, type Page } from './page.ts';

/** What the login page shows. */
export interface LoginForm {
  /** Name of the application that the user signs in to. */
  readonly applicationName: string;
  /** Initial user name or email: the previous input, or the request's `login_hint`. */
  readonly userName: string;
  /** Why the last attempt failed; missing before the first. */
  readonly problem?: string;
}

/**
 * Returns the login page. The form is sent to the page's own address. Programs that fill in the service's login page find the same
 * elements here: `email`, `password` and `submit`.
 */
export function loginPage({ applicationName, userName, problem }: LoginForm): Page {
  const alert = problem && `<p class="problem" role="alert" id="problem">${escapeHtml(problem)}</p>`;
  const describedBy = problem ? ' aria-describedby="problem"' : '';
  const [focusName, focusPassword] = userName === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return {
    title: 'Sign in',
    content: `<p>to continue to <strong>${escapeHtml(applicationName)}</strong></p>
${alert ?? ''}
<form method="post">
<label for="email">Email or user name</label>
<input id="email" name="email" autocomplete="username" autocapitalize="none" spellcheck="false" required${describedBy}${focusName} value="${escapeHtml(userName)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${describedBy}${focusPassword}>
<div class="actions">
<button type="submit" id="submit" name="submit">Sign in</button>
<button type="submit" name="cancel" value="yes" formnovalidate>Cancel</button>
</div>
</form>
<p>Names and passwords are in <code>users.json</code> in the tenant’s data folder.</p>`,
  };
}

/** Returns the page for a login form whose sign-in has expired, was completed in another tab, or lost its cookies. */
export function loginEndedPage(): Page {
  return {
    title: 'This sign-in has ended',
    content: '<p>Go back to the application and sign in from there.</p>',
  };
}
