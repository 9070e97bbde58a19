import type { KeyPath } from '../formats/fileFormat.ts';
import { meaningOf, plainName } from '../shapes/fieldNames.ts';

/** What names of secrets contain, in lower case and without punctuation. */
const SECRET =
  /secret(?!ar|ion)|passw|passphrase|passcode|pwd|kennwort|token(?!i[sz])|credential|assertion|codeverifier|cookie|bearer|jwt|(?:api|access|account|private|client|app|application|shared|master|signing|encryption|encrypt|storage|subscription|functions?|sas|auth|admin|service|session|license|validation|decryption|instrumentation|ssh|deploy|consumer|webhook)key|connectionstring|connstr|sharedaccesssignature/;

/** Words that name a secret if a name ends with them. */
const SECRET_WORDS = new Set([
  'pass',
  'auth',
  'sas',
  'sig',
  'signature',
  'authorization',
  'authorisation',
  'otp',
  'pin',
  'psk',
  'salt',
  'seed',
  'sk',
  'pw',
]);

/** Endings of names that contain such a word and hold something else: `secret_id`, `token_type`, `tokenEndpoint`. */
const HARMLESS_ENDING =
  /(?:ids?|identifiers?|types?|endpoint|ur[il]s?|counts?|lifetime|seconds|minutes|hours|days|ms|expires|expires(?:at|in|on)|expir(?:y|ation|ed)|names?|kind|states?|status|hint|methods?|supported|length|size|errors?|description|polic(?:y|ies)|files?|filename|paths?|refs?|references?|providers?|store|manager|engine|enabled|disabled|required|rotation|versions?|timeout|ttl|age|field|header|format|prefix|suffix|min|max|limit|algorithm|alg|scopes?|audience|issuer|created|updated|date|hosts?|port|server|location|region|vault|labels?|arn|index|attempts|retries|rules?|regex|pattern|prompt|mode|env|variable|source|class|handler|backend|username|domain|secure|httponly|samesite|scheme|title)$/;

/** Limits of language models, whose texts are made of tokens. */
const TOKEN_COUNT = /^(?:max|min|num|total|input|output|prompt|completion).*tokens?$/;

/** Parts of names that mean nothing without what precedes them. */
const INCOMPLETE = new Set([
  'key',
  'keys',
  'value',
  'string',
  'text',
  'plaintext',
  'plain',
  'default',
  'current',
  'hash',
]);

/** Longest name; longer runs of characters are values. */
const LONGEST_NAME = 120;

const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;

/** Tells whether a name is that of a secret: `ClientSecret`, `DB_PASSWORD`, `spring.datasource.password`. */
export function isSecretName(name: string): boolean {
  const segments = name
    .slice(-LONGEST_NAME)
    .split(/[.:/\\]|__/)
    .filter(segment => segment !== '');
  const last = segments.at(-1) ?? '';
  const whole = INCOMPLETE.has(last.toLowerCase()) ? `${segments.at(-2) ?? ''} ${last}` : last;
  const plain = whole
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/(?:value|text|default|current)$/, '');
  if (TOKEN_COUNT.test(plain)) return false;
  const word = (last.match(WORD)?.at(-1) ?? '').toLowerCase();
  return SECRET_WORDS.has(word) || (SECRET.test(plain) && !HARMLESS_ENDING.test(plain));
}

/** Ends of names of objects that have only secrets, whatever these are called. */
const CONTAINER =
  /(?:secrets?|passwords|passwds|tokens|credentials?|apikeys|privatekeys|securejsondata|stringdata)$/;

/** Names below such an object that hold no secret: people are called by them. */
const PERSON = /^(?:e?mail|login|user|username|display)$/;

/** Tells whether a name is that of an object which has only secrets: `secrets`, `dbPasswords`. */
export const isContainerName = (name: string): boolean =>
  CONTAINER.test(plainName(name.slice(-LONGEST_NAME))) &&
  !HARMLESS_ENDING.test(plainName(name.slice(-LONGEST_NAME)));

/** Tells whether a key in such an object holds none of its secrets: ids, addresses, and what says more of another key. */
export function isHarmlessInContainer(name: string): boolean {
  const plain = plainName(name.slice(-LONGEST_NAME));
  const field = meaningOf(name.slice(-LONGEST_NAME))?.field;
  return (
    (field !== undefined && field !== 'clientSecret') || PERSON.test(plain) || HARMLESS_ENDING.test(plain)
  );
}

/** Levels below an object of secrets. */
const DEEPEST = 8;

/** Tells whether the key at a path is below an object of secrets, and is one of them. */
export function isInContainer(keyPath: KeyPath, isContainer: (name: string) => boolean): boolean {
  const around = keyPath.slice(-DEEPEST, -1);
  if (!around.some(isContainer)) return false;
  const names = keyPath.filter(key => !/^\d+$/.test(key));
  return !isHarmlessInContainer(names.at(-1) ?? '');
}

/** Tells whether the key at a path is that of a secret. The indexes of lists say nothing. */
export function isSecretPath(keyPath: KeyPath): boolean {
  const names = keyPath.slice(-4).filter(key => !/^\d+$/.test(key));
  const last = names.at(-1) ?? '';
  return isSecretName(INCOMPLETE.has(last.toLowerCase()) ? `${names.at(-2) ?? ''}.${last}` : last);
}

/** Names of the key in lists of names and values. */
export const isNameKey = (key: string): boolean => /^(?:name|key|variable)$/i.test(key);

/** The key that says of a value that it is a secret: `"type": "secret"` of Postman, `"type": "password"` of forms. */
export const isTypeKey = (key: string): boolean => /^type$/i.test(key);

/** Names of the value in such lists. */
export const isValueKey = (key: string): boolean =>
  /^(?:value|defaultvalue|default|initialvalue|currentvalue)$/i.test(key);
