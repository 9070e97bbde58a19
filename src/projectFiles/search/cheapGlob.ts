/** Patterns of one place that are heeded; nobody writes more by hand, and each is tried on each folder. */
const MOST_PATTERNS = 2000;

/** Characters of a pattern that is heeded: a path is not longer. */
const LONGEST_PATTERN = 1000;

/**
 * Tells whether a pattern is matched in little time whatever the path. Libraries make regular expressions of patterns, and
 * a name can be found that keeps one with many wildcards busy for hours; whoever writes a workspace's `.gitignore` or
 * settings chooses both. So: one star for each part of the path, one more in all; three times `**`; two choices (`{a,b}`);
 * and no groups, which the editor does not know either.
 */
export function isCheapGlob(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN || pattern.includes('(')) return false;
  if ((pattern.match(/\{/g)?.length ?? 0) > 2) return false;
  const parts = pattern.split('/');
  const deep = parts.filter(part => part === '**').length;
  const further = parts.map(part => Math.max(0, (part.match(/\*+/g)?.length ?? 0) - 1));
  return deep <= 3 && further.reduce((sum, count) => sum + count, 0) <= 1;
}

/** Returns the patterns that are heeded; without the others, more is looked at. */
export const cheapGlobs = (patterns: readonly string[]): readonly string[] =>
  patterns.filter(isCheapGlob).slice(0, MOST_PATTERNS);
