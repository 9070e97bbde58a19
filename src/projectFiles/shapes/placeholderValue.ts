/**
 * The ways in which people write "fill this in". The service's own samples use the first
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

/** Tells whether a value only holds the place of one: empty, or one of the usual texts. */
export function isPlaceholder(value: string): boolean {
  const trimmed = value.trim();
  return trimmed === '' || PLACEHOLDERS.some(placeholder => placeholder.test(trimmed));
}

/** How our own variables begin. */
const OWN_VARIABLE = '${'.concat('clientCredentials:');

/** The ways in which a file says that a value comes from somewhere else when it is read. */
const REFERENCES: readonly RegExp[] = [
  // the environment, or a variable of the editor: `${ADH_CLIENT_SECRET}`, `${env:ADH_CLIENT_SECRET}`; not our own
  /^\$\{(?!clientCredentials:)[^}]+\}$/,
  /^\$[A-Za-z_]\w*$/,
  /^%[A-Za-z_]\w*%$/,
  /^\$\([^)]+\)$/,
  /^op:\/\//,
  /^@Microsoft\.KeyVault\(/i,
  // dotenvx
  /^encrypted:/,
];

/** Tells whether a value only says where the real one comes from. */
export function isReference(value: string): boolean {
  return REFERENCES.some(reference => reference.test(value.trim()));
}

/** Tells whether a value is a variable that the editor replaces by a kept credential when it starts a program. */
export const isOwnVariable = (value: string): boolean => value.trim().startsWith(OWN_VARIABLE);
