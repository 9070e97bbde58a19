import type { KeyPath } from '../../formats/fileFormat.ts';

/** Ends of keys, and the ends of the keys beside them. */
type Endings = readonly (readonly [ending: string, sibling: string])[];

const ID_TO_SECRET: Endings = [
  ['ID', 'SECRET'],
  ['Id', 'Secret'],
  ['id', 'secret'],
];
const SECRET_TO_ID: Endings = [
  ['SECRET', 'ID'],
  ['Secret', 'Id'],
  ['secret', 'id'],
  ['KEY', 'ID'],
  ['Key', 'Id'],
  ['key', 'id'],
];
/** `clientID`, which ends like `CLIENT_ID`. */
const CAPITAL_END = /[a-z]ID$/;

function siblingOf(keyPath: KeyPath, endings: Endings): KeyPath {
  const key = (keyPath.at(-1) ?? '').replace(CAPITAL_END, end => `${end[0]}Id`);
  const [ending, replacement] = endings.find(([candidate]) => key.endsWith(candidate)) ?? ['', '_SECRET'];
  return [...keyPath.slice(0, -1), `${key.slice(0, key.length - ending.length)}${replacement}`];
}

/** Objects that programs have secrets in, and the objects beside them for everything else: Grafana's. */
const HALVES: readonly (readonly [forSecrets: string, other: string])[] = [['secureJsonData', 'jsonData']];

/** Returns the path in the object beside that of a key, where one is for secrets. */
function inOtherHalf(keyPath: KeyPath, toSecrets: boolean): KeyPath {
  const half = HALVES.find(([forSecrets, other]) => keyPath.at(-2) === (toSecrets ? other : forSecrets));
  return half ? keyPath.with(-2, toSecrets ? half[0] : half[1]) : keyPath;
}

/** Returns the key for the secret beside that for the id, in the same spelling. */
export const secretKeyBeside = (idKey: KeyPath): KeyPath => inOtherHalf(siblingOf(idKey, ID_TO_SECRET), true);

/** Returns the key for the id beside that for the secret, in the same spelling. */
export const idKeyBeside = (secretKey: KeyPath): KeyPath =>
  inOtherHalf(siblingOf(secretKey, SECRET_TO_ID), false);
