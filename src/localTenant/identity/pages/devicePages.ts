import { escapeHtml, type Page } from './page.ts';

/** Why a user code wasn't accepted (RFC 8628, section 3.3). */
export type UserCodeProblem = 'unknown' | 'cancelled' | 'failed';

const PROBLEMS: Readonly<Record<UserCodeProblem, string>> = {
  unknown: 'This code is not, or no longer, valid. Compare it with the one that the device shows.',
  cancelled: 'The sign-in was cancelled. The device has been told.',
  failed: 'The sign-in did not work. Let the device show a new code.',
};

/** Returns the page for the code that the device shows. The form is sent to `action`. */
export function userCodePage(action: string, xsrf: string, problem?: UserCodeProblem): Page {
  const said = problem ? `<p class="problem" role="alert" id="problem">${PROBLEMS[problem]}</p>` : '';
  const describedBy = problem ? ' aria-describedby="problem"' : '';
  return {
    title: 'Connect a device',
    content: `${said}
<form method="post" action="${escapeHtml(action)}">
${hiddenInputs({ xsrf })}
<label for="userCode">Code that the device shows</label>
<input class="code" id="userCode" name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus${describedBy}>
<div class="actions"><button type="submit">Continue</button></div>
</form>`,
  };
}

/** What the confirmation page shows and sends. */
export interface DeviceConfirmation {
  readonly action: string;
  readonly xsrf: string;
  readonly applicationName: string;
  readonly userCode: string;
}

/** Returns the page that asks whether this is the user's own device (RFC 8628, section 5.4: remote phishing). */
export function deviceConfirmationPage(confirmation: DeviceConfirmation): Page {
  const { action, xsrf, applicationName, userCode } = confirmation;
  return {
    title: 'Is this your device?',
    content: `<p><strong>${escapeHtml(applicationName)}</strong> wants to sign in as you on the device that shows</p>
<p class="code">${escapeHtml(userCode)}</p>
<p>If you did not start this yourself, cancel.</p>
<form method="post" action="${escapeHtml(action)}">
${hiddenInputs({ xsrf, user_code: userCode, confirm: 'yes' })}
<div class="actions">
<button type="submit" autofocus>Continue</button>
<button type="submit" name="abort" value="yes">Cancel</button>
</div>
</form>`,
  };
}

/** Returns the last page of a device sign-in. */
export function deviceConnectedPage(applicationName: string): Page {
  return {
    title: 'The device is signed in',
    content: `<p>Go back to <strong>${escapeHtml(applicationName)}</strong>. You can close this page.</p>`,
  };
}

function hiddenInputs(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('\n');
}
