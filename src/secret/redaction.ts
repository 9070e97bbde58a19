import { knownSecrets } from './knownSecrets.ts';
import { maskRanges, type Range } from './mask.ts';
import { findSecretFields } from './secretFields.ts';

/** Beginning of every JSON Web Token: `{"` in base64url. It is the same inside a form and inside JSON. */
const TOKEN_START = 'eyJ';
/** Shortest first part of a token, in characters. */
const SHORTEST_HEAD = 11;

/**
 * Finds JSON Web Tokens in a text, also in the middle of a word. The text is split into parts first: a regular
 * expression that can match anywhere takes minutes for a text that was made to slow it down.
 */
export function findTokens(text: string): readonly Range[] {
  const found: Range[] = [];
  for (const { 0: run, index } of text.matchAll(/[\w.-]+/g)) {
    const parts = run.split('.');
    let from = index;
    for (let part = 0; part + 2 < parts.length; part += 1) {
      const [head = '', payload = '', signature = ''] = parts.slice(part, part + 3);
      const at = head.indexOf(TOKEN_START);
      if (at >= 0 && head.length - at >= SHORTEST_HEAD && payload) {
        const end = from + head.length + payload.length + signature.length + 2;
        found.push([from + at, end]);
      }
      from += head.length + 1;
    }
  }
  return found;
}

/**
 * Returns a text that can be written to a log: without the values that this process knows ({@link KnownSecrets}), and
 * without those that it doesn't know but that stand where secrets stand, or look like tokens. The time is linear in the
 * length of the text.
 */
export function redact(text: string): string {
  return maskRanges(text, [...knownSecrets.find(text), ...findTokens(text), ...findSecretFields(text)]);
}

/** Words long enough to be an opaque token, and longer ones of several parts, as Base64 and signed tokens are. */
const LONG_WORD = /[\w~+=-]{20,}/g;
const LONG_WORDS = /[\w~+=./-]{24,}/g;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const GUIDS = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/**
 * Does the same for a text that others wrote and that can quote an answer of a server, such as the message of a
 * library's error: masks also words that look like chance, which can be opaque tokens. GUIDs and names of programs stay.
 */
export function redactForeign(text: string): string {
  const redacted = redact(text);
  const words = [
    ...[...redacted.matchAll(LONG_WORD)].filter(({ 0: word }) => isLikeChance(word)),
    ...[...redacted.matchAll(LONG_WORDS)].filter(({ 0: words }) => areLikeChance(words)),
  ];
  return maskRanges(
    redacted,
    words.map(({ 0: word, index }) => [index, index + word.length]),
  );
}

/** Tells whether parts have digits in many positions, and letters of both cases: paths and versions don't. */
function areLikeChance(words: string): boolean {
  const others = words.replace(GUIDS, '');
  return /[a-z]/.test(others) && /[A-Z]/.test(others) && (others.match(/\d+/g)?.length ?? 0) > 3;
}

/** Tells whether the kinds of characters in a word change as often as they do by chance, and not as in a name. */
function isLikeChance(word: string): boolean {
  if (GUID.test(word)) return false;
  if (/\d/.test(word) && /[a-z]/i.test(word)) return true;
  const changes = word.match(/[a-z](?=[^a-z])|[A-Z](?=[^A-Z])/g)?.length ?? 0;
  return changes * 2.5 > word.length;
}
