/** Patterns used of one source. Each is tried on each folder, and nobody writes more by hand. */
const MOST_PATTERNS = 2000;

/** Characters of a pattern that is used; the time that a library takes grows faster than a pattern. */
const LONGEST_PATTERN = 250;

/** Characters of all patterns of one source. */
const MOST_CHARACTERS = 50_000;

/**
 * Tells whether a pattern matches any path quickly. Libraries turn patterns into regular expressions, and a pattern with many
 * wildcards can take hours for some names; the author of a workspace's `.gitignore` or settings chooses both. The limits: one
 * star in each part of the path and one more in all, three times `**`, two choices (`{a,b}`), and no groups or repetitions
 * (`[a-z]+`, `{a,b}+`), which the editor doesn't support either.
 */
export function isCheapGlob(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN || pattern.includes('(')) return false;
  // The library repeats what is before a plus sign.
  if (/[\]}]\+/.test(pattern)) return false;
  if ((pattern.match(/\{/g)?.length ?? 0) > 2) return false;
  const parts = pattern.split('/');
  const deep = parts.filter(part => part === '**').length;
  const further = parts.map(part => Math.max(0, (part.match(/\*+/g)?.length ?? 0) - 1));
  return deep <= 3 && further.reduce((sum, count) => sum + count, 0) <= 1;
}

/** Returns the patterns that are used. Without the others, more files are searched. */
export function cheapGlobs(patterns: readonly string[]): readonly string[] {
  let characters = 0;
  const fits = (pattern: string) => {
    characters += pattern.length;
    return characters <= MOST_CHARACTERS;
  };
  return patterns.filter(isCheapGlob).slice(0, MOST_PATTERNS).filter(fits);
}
