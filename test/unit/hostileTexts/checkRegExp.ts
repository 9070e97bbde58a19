import fs from 'node:fs';
import path from 'node:path';
import { isExhaustive } from '../../support/runner/sampling.ts';

// The checker in this process: its programs for some platforms are no faster for short expressions.
process.env.RECHECK_BACKEND = 'pure';
const { checkSync } = await import('recheck');

/** Verdicts of earlier runs on this machine. The same expression always gets the same one, and some take minutes. */
const CACHE = path.resolve('node_modules', '.cache', 'regularExpressions.json');

/** Expressions that {@link LIMITS} have found linear. `npm run test:exhaustive` checks them again. */
const LINEAR = new URL('linearExpressions.json', import.meta.url);

const known = new Map<string, string>([
  ...readObject(CACHE),
  ...(isExhaustive ? [] : linearExpressions().map(literal => [literal, 'linear'] as const)),
]);

/** Reads the expressions that an exhaustive run has found linear. */
export function linearExpressions(): readonly string[] {
  return JSON.parse(fs.readFileSync(LINEAR, 'utf8'));
}

function readObject(file: string): readonly [string, string][] {
  if (isExhaustive) return [];
  try {
    return Object.entries(JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>);
  } catch {
    return [];
  }
}

/** No limit depends on the clock, so that a busy machine finds the same. */
const LIMITS = { timeout: null, incubationTimeout: null, attackTimeout: null };

/**
 * Tells whether a literal takes linear time for any text: `linear`, or how much and for which text. Verdicts are kept for the
 * next run.
 *
 * @see https://makenowjust-labs.github.io/recheck/
 */
export function checkRegExp(literal: string): string {
  const verdict = known.get(literal) ?? verdictOn(literal);
  if (!known.has(literal)) {
    known.set(literal, verdict);
    fs.mkdirSync(path.dirname(CACHE), { recursive: true });
    fs.writeFileSync(CACHE, JSON.stringify(Object.fromEntries(known), undefined, 2));
  }
  return verdict;
}

function verdictOn(literal: string): string {
  const end = literal.lastIndexOf('/');
  const found = checkSync(literal.slice(1, end), literal.slice(end + 1), LIMITS);
  if (found.status === 'safe') return 'linear';
  if (found.status === 'vulnerable') return `${found.complexity.summary}, ${found.attack.pattern}`;
  return `not checked: ${found.error.kind}`;
}
