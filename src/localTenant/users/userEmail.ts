/** “.test” is reserved, so mail to users can't be delivered (RFC 2606). */
const EMAIL_DOMAIN = '@local-tenant.test';

/** Returns the email address of a user. */
export function emailOf(userName: string): string {
  return `${encodeURIComponent(userName)}${EMAIL_DOMAIN}`;
}

/** Returns the name of the user who signs in with a name or an email address. */
export function userNameOf(typed: string): string {
  const trimmed = typed.trim();
  if (!trimmed.toLowerCase().endsWith(EMAIL_DOMAIN)) return trimmed;
  try {
    return decodeURIComponent(trimmed.slice(0, -EMAIL_DOMAIN.length));
  } catch {
    // Not an address of ours, so it can only be a name.
    return trimmed;
  }
}
