import type { FileEntry, KeyPath } from '../formats/fileFormat.ts';
import { KeyPathMap } from '../formats/keyPathMap.ts';
import { meaningOf, plainName } from './fieldNames.ts';
import type { Objects } from './joins/objectKeys.ts';
import { isReference } from './placeholderValue.ts';

/** Names after a group's prefix for where its secret is: `ClientSecretName`, `CLIENT_SECRET_FILE`, `existingSecret`. */
const WHERE =
  /^(?:client|app|application)?(?:secret|key)(?:arn|env|envname|envvar|file|filename|filepath|from|id|identifier|keyref|keyvault.*|location|name|parameter|path|provider|ref|reference|source|uri|url|variable|vault.*)$/;

/** Tells whether a name says where a secret is: one of those, or `existingSecret`, `existingClientSecretKey`. */
const saysWhere = (name: string): boolean =>
  WHERE.test(name) || (name.startsWith('existing') && name.includes('secret'));

/** An object in place of a secret, which says where it is. */
const SECRET = /^(?:client|app|application)(?:secret|key)$/;

/** Keys by which an object beside a group's says that secrets come from elsewhere: Kubernetes, Helm, compose. */
const REFERENCES: ReadonlySet<string> = new Set([
  ...[
    'secretref',
    'secretkeyref',
    'existingsecret',
    'existingsecretname',
    'envfile',
    'secrets',
    'externalsecret',
  ],
  ...['secretproviderclass', 'secretrefs', 'envfromsecret', 'secretkeyselector'],
]);

/** Keys that say of all secrets of a program where they are. */
const STORES =
  /^(?:azure)?keyvault(?:name|uri|url|endpoint|settings|config)?$|^vault(?:addr|address|name|uri|url)$|^(?:aws)?secrets?manager/;

/** What GitHub puts in when a workflow runs. */
const OF_WORKFLOW = /\$\{\{\s?secrets\./;

/** Where the secrets of a file are, if it says so. */
export class SecretsElsewhere {
  readonly #objects: Objects;
  readonly #below = new KeyPathMap<Set<string>>();
  readonly #refers = new KeyPathMap<true>();
  readonly #configMaps = new KeyPathMap<true>();
  /** The names of secrets that another program puts in. */
  readonly #names = new Set<string>();
  /** Objects that have the secret of a client from elsewhere. */
  readonly #provided = new KeyPathMap<true>();
  readonly #plain = new Map<string, string>();
  #isAll = false;

  /** @param objects all keys of each object */
  constructor(entries: readonly FileEntry[], objects: Objects) {
    this.#objects = objects;
    for (const entry of entries) this.#add(entry);
  }

  #add(entry: FileEntry): void {
    const { keyPath, value } = entry;
    this.#isAll ||= OF_WORKFLOW.test(value);
    const object = keyPath.slice(0, -1);
    const key = keyPath.at(-1) ?? '';
    if (key === 'kind' && value === 'ConfigMap') this.#configMaps.set(object, true);
    if (meaningOf(key)?.field === 'clientSecret' && isReference(entry)) {
      this.#names.add(plainName(key));
      this.#provided.set(object, true);
    }
    for (const [depth, part] of keyPath.entries()) this.#addKey(keyPath, depth, this.#nameOf(part));
  }

  #addKey(keyPath: KeyPath, depth: number, name: string): void {
    this.#isAll ||= STORES.test(name);
    if (depth < keyPath.length - 1 && /secret|key/.test(name)) {
      const around = keyPath.slice(0, depth);
      const known = this.#below.get(around) ?? new Set();
      this.#below.set(around, known.add(name));
    }
    if (!REFERENCES.has(name)) return;
    for (let up = depth; up >= 0; up -= 1) this.#refers.set(keyPath.slice(0, up), true);
  }

  /** Keys have parents in common, whose names may be long. */
  #nameOf(part: string): string {
    const known = this.#plain.get(part) ?? plainName(part);
    this.#plain.set(part, known);
    return known;
  }

  /** Tells whether the secret of a group that has no key for it is elsewhere. */
  hasSecretOf(object: KeyPath, prefix: string, secretKey: KeyPath): boolean {
    const isOwn = this.#objects.keysOf({ object, prefix }).some(({ name }) => saysWhere(name));
    const below = [...(this.#below.get(object) ?? [])].filter(name => name.startsWith(prefix));
    return (
      this.#isAll ||
      isOwn ||
      below.map(name => name.slice(prefix.length)).some(name => saysWhere(name) || SECRET.test(name)) ||
      this.#names.has(plainName(secretKey.at(-1) ?? '')) ||
      this.#provided.get(object) === true ||
      this.#refers.get(object.slice(0, -1)) === true ||
      this.#configMaps.get(object.slice(0, -1)) === true
    );
  }
}
