import type { FileEntry, KeyPath } from '../formats/fileFormat.ts';
import { samePath } from '../formats/keyPathMap.ts';
import { plainName } from './fieldNames.ts';
import { namesOtherService } from './otherServices.ts';
import { isPlaceholder, isReference } from './placeholderValue.ts';

/** Ends of keys for the address that the browser comes back to after a sign-in, in lower case and without punctuation. */
const ENDS: readonly string[] = ['redirecturi', 'redirecturis', 'redirecturl', 'redirecturls', 'callbackurl'];

const isKey = (key: string): boolean => {
  const plain = plainName(key);
  return !plain.includes('logout') && ENDS.some(end => plain.endsWith(end)) && !namesOtherService(key);
};

/** Returns the redirect URIs in the object of a client id, as they are written; those in a list included. */
export function redirectUrisIn(entries: readonly FileEntry[], clientIdKey: KeyPath): readonly string[] {
  const object = clientIdKey.slice(0, -1);
  const uris = entries.filter(entry => {
    const { keyPath, value } = entry;
    const isInObject = samePath(keyPath.slice(0, object.length), object);
    const [key, ...rest] = keyPath.slice(object.length);
    const isOwn = isInObject && key !== undefined && rest.length <= 1 && isKey(key);
    return isOwn && /^[a-z][a-z0-9+.-]*:/i.test(value) && !isPlaceholder(value) && !isReference(entry);
  });
  return [...new Set(uris.map(({ value }) => value))];
}
