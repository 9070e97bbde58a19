import { findTokens } from '../../secret/redaction.ts';
import { kindOfValue } from '../shapes/placeholderValue.ts';
import type { MaskedRange } from './maskRanges.ts';

/** A password in an address, or a long user name, which is a token. */
const IN_ADDRESS =
  /\b[a-z][a-z\d+.-]{1,20}:\/\/(?:[^\s/@:"'`?#<>]{0,200}:([^\s/@"'`<>]{1,500})|([^\s/@:"'`?#<>]{16,500}))@/gi;

/** A header `Authorization` in the middle of a text. */
const BEARER = /\b(?:bearer|dpop)\s{1,8}([\w.~+/=-]{8,})/gi;

/** User and password of `curl`. */
const USER_OPTION = /(?<=\s)(?:-u|--user)[ =]["']?[^\s:"']{1,200}:([^\s"']{1,500})/g;

/** Tokens that say whose they are. */
const PREFIXED =
  /\b((?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|npm_|dckr_pat_|hvs\.|sk-|AIza)[\w-]{16,})/g;

/** Finds secrets that are recognized by themselves, whatever key they have. */
export function findKnownShapes(text: string): readonly MaskedRange[] {
  const found = [IN_ADDRESS, BEARER, USER_OPTION, PREFIXED].flatMap(pattern =>
    [...text.matchAll(pattern)].flatMap(match => groupOf(match, pattern === BEARER)),
  );
  const tokens = findTokens(text).map(([start, end]) => ({ start, end }));
  return [...found, ...tokens, ...findPrivateKeys(text)];
}

function groupOf({ 0: whole, 1: one, 2: other, index }: RegExpExecArray, isLoose: boolean): MaskedRange[] {
  const value = one ?? other ?? '';
  // A sentence about bearer authentication has no token.
  if (kindOfValue(value) !== 'value' || (isLoose && !/\d/.test(value))) return [];
  const start = index + whole.lastIndexOf(value);
  return [{ start, end: start + value.length }];
}

const BEGIN = '-----BEGIN ';
const HEADING_END = /[A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y;

/** Finds what is between the first and the last line of private keys. */
function findPrivateKeys(text: string): readonly MaskedRange[] {
  const found: MaskedRange[] = [];
  for (let at = text.indexOf(BEGIN); at !== -1; at = text.indexOf(BEGIN, at + BEGIN.length)) {
    HEADING_END.lastIndex = at + BEGIN.length;
    if (!HEADING_END.test(text)) continue;
    const start = HEADING_END.lastIndex;
    const end = text.indexOf('-----END', start);
    found.push(...keyLines(text, start, end === -1 ? text.length : end));
    if (end === -1) break;
    at = end;
  }
  return found;
}

/** Returns the runs of Base64 in the lines of a key. */
const keyLines = (text: string, start: number, end: number): readonly MaskedRange[] =>
  [...text.slice(start, end).matchAll(/[\w+/=]{4,}/g)].map(({ 0: run, index }) => ({
    start: start + index,
    end: start + index + run.length,
  }));
