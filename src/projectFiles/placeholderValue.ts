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
