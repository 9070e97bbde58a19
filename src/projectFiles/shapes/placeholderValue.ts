/**
 * Texts that ask the reader to fill in a value. The service's own samples use the first
 * (`PLACEHOLDER_REPLACE_WITH_APPLICATION_IDENTIFIER`).
 */
const PLACEHOLDERS: readonly RegExp[] = [
  /placeholder/i,
  /^<.*>$/,
  /^\{\{?.*\}\}?$/,
  /^\[.*\]$/,
  /^(your|enter|insert|replace|change)[\s_-]?/i,
  /^(todo|tbd|x{3,}|\.{3,}|changeme)$/i,
];

/** Tells whether a value is a placeholder: empty, or one of the usual texts. */
export function isPlaceholder(value: string): boolean {
  const trimmed = value.trim();
  return trimmed === '' || PLACEHOLDERS.some(placeholder => placeholder.test(trimmed));
}

/** The beginning of this extension's own variables. */
const OWN_VARIABLE = '${'.concat('clientCredentials:');

/** Values that are resolved at run time. */
const REFERENCES: readonly RegExp[] = [
  // An environment variable or a variable of the editor (`${ADH_CLIENT_SECRET}`, `${env:ADH_CLIENT_SECRET}`), but not ours.
  /^\$\{(?!clientCredentials:)[^}]+\}$/,
  /^\$[A-Za-z_]\w*$/,
  /^%[A-Za-z_]\w*%$/,
  /^\$\([^)]+\)$/,
  /^op:\/\//,
  /^@Microsoft\.KeyVault\(/i,
  // An encrypted value of dotenvx.
  /^encrypted:/,
];

/** Tells whether a value is a reference that is resolved at run time. */
export function isReference(value: string): boolean {
  return REFERENCES.some(reference => reference.test(value.trim()));
}

/** Tells whether a value is a variable of this extension, which is replaced by a saved credential when a program starts. */
export const isOwnVariable = (value: string): boolean => value.trim().startsWith(OWN_VARIABLE);
