import { findTokens } from '../../secret/redaction.ts';
import { kindOfValue } from '../shapes/placeholderValue.ts';
import type { MaskedRange } from './maskRanges.ts';
import { isSecretName } from './secretKey.ts';

/** A password in an address, or a long user name, which is a token. */
const IN_ADDRESS =
  /\b[a-z][a-z\d+.-]{1,20}:\/\/(?:[^\s/@:"'`?#<>]{0,200}:([^\s/@"'`<>]{1,500})|([^\s/@:"'`?#<>]{16,500}))@/gi;

/** A header `Authorization` in the middle of a text. */
const BEARER = /\b(?:bearer|dpop)\s{1,8}([\w.~+/=-]{8,})/gi;

/** User and password of `curl`. */
const USER_OPTION = /(?<=\s)(?:-u|--user)[ =]["']?[^\s:"']{1,200}:([^\s"']{1,500})/g;

/** The same without a blank. */
const GLUED_USER = /(?<=\s)-u[^\s:"'=]+:([^\s"']+)/g;

/** What commands have for a password, whose option for it is `-p`. */
const PASSWORD_OPTION = /(?<=\s)-p[ =]?["']?([^\s"'-][^\s"']+)/g;

/** Commands whose option `-p` isn't the number of a port. */
const WITH_PASSWORD =
  /\b(?:sshpass|mysql|mysqldump|mysqladmin|mariadb|(?:docker|podman|az|az acr|helm registry|helm|oc|cf) login)\b/;

/** A text that a command gets on its standard input. */
const PIPED =
  /\becho[ \t]+(?:-n[ \t]+)?["']?([^\s"'|$-][^\s"'|]+)["']?[ \t]*\|[^|\r\n]*(?:password|secret|token)-stdin/g;

/** What `htpasswd -b` gets last. */
const HTPASSWD = /\bhtpasswd[ \t]+-[a-zA-Z]+[ \t]+\S+[ \t]+\S+[ \t]+["']?([^\s"']+)/g;

/** The header of basic authentication. */
const BASIC = /\bbasic[ \t]+([A-Za-z0-9+/]+=*)/gi;

/** A key in the query of an address. */
const IN_QUERY = /[?&](?:code|sig|signature|key|auth|subscription-key|access_?key)=([^?&\s"'<>]+)/gi;

/** Tokens that say whose they are. */
const PREFIXED =
  /\b((?:gh[pousr]_|github_pat_|glpat-|gl(?:dt|ft|rt|soat|cbt|agent|ptt)-|xox[abeprs]-|xapp-|npm_|dckr_(?:pat|oat)_|hv[bs]\.|sk-|[prs]k_(?:live|test)_|whsec_|AIza|ya29\.|GOCSPX-|shp(?:at|ca|pa|ss)_|pypi-|dop_v1_|dapi|SG\.|eyJrIjoi|glc_|glsa_|sntrys_|ntn_|lin_api_|figd_|pul-|tfp_|rubygems_|CFPAT-|NRAK-|PMAK-|atlasv1\.|AGE-SECRET-KEY-)[\w.-]+)/g;

/** Keys of AWS. */
const OF_AWS = /\b((?:AKIA|ASIA)[A-Z0-9]+)\b/g;

/** Commands that set a name to a value: `dotnet user-secrets set NAME VALUE`, `setx NAME VALUE`. */
const SET_COMMAND = /\b(?:setx?|add|put|create)[ \t]+["']?([\w.:$/-]+)["']?[ \t]+["']?([^\s"'=-][^\s"']+)/gi;

/** A pattern, and what its first group has to be like; default: anything but a placeholder or a reference. */
type Shape = readonly [pattern: RegExp, isSecret?: (value: string) => boolean];

const isLongAs = (length: number) => (value: string) => value.length >= length;
/** A sentence about basic or bearer authentication has no token. */
const isLikeToken = (value: string): boolean => /[\dA-Z].*[\d=A-Z]/.test(value);
/** Names of variables and programs begin like tokens, too: `npm_package_version`. */
const isNoName = (value: string): boolean => value.length >= 20 && !/^(?:npm|ntn|pul|dapi|sk)[a-z_-]*$/.test(value);

const SHAPES: readonly Shape[] = [
  [IN_ADDRESS],
  [BEARER, isLikeToken],
  [USER_OPTION],
  [GLUED_USER],
  [PIPED],
  [HTPASSWD],
  [BASIC, value => value.length >= 12 && isLikeToken(value)],
  [IN_QUERY, isLongAs(12)],
  [PREFIXED, isNoName],
  [OF_AWS, isLongAs(20)],
];

/** Finds secrets that are recognized by themselves, whatever key they have. */
export function findKnownShapes(text: string): readonly MaskedRange[] {
  const found = SHAPES.flatMap(([pattern, isSecret = () => true]) =>
    [...text.matchAll(pattern)].flatMap(match => groupOf(match, isSecret)),
  );
  const set = [...text.matchAll(SET_COMMAND)].flatMap(match =>
    isSecretName(match[1] ?? '') ? lastOf(match, match[2] ?? '') : [],
  );
  const passwords = [...text.matchAll(PASSWORD_OPTION)].flatMap(match =>
    WITH_PASSWORD.test(lineBefore(text, match.index)) ? lastOf(match, match[1] ?? '') : [],
  );
  const tokens = findTokens(text).map(([start, end]) => ({ start, end }));
  return [...found, ...set, ...passwords, ...tokens, ...findPrivateKeys(text)];
}

function groupOf(
  { 0: whole, 1: one, 2: other, index }: RegExpExecArray,
  isSecret: (value: string) => boolean,
): MaskedRange[] {
  const value = one ?? other ?? '';
  if (kindOfValue(value) !== 'value' || !isSecret(value)) return [];
  const start = index + whole.lastIndexOf(value);
  return [{ start, end: start + value.length }];
}

/** Characters before an option in which its command is looked for. */
const LONGEST_COMMAND = 300;

/** Returns what is before a position on its line. */
const lineBefore = (text: string, at: number): string =>
  text
    .slice(Math.max(0, at - LONGEST_COMMAND), at)
    .split('\n')
    .at(-1) ?? '';

function lastOf({ 0: whole, index }: RegExpExecArray, value: string): MaskedRange[] {
  const end = index + whole.length;
  return kindOfValue(value) === 'value' ? [{ start: end - value.length, end }] : [];
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
