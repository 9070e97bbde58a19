import { isSameFile } from '../../projectFiles/folderHolds.ts';
import type { FileFormat, KeyPath } from '../../projectFiles/formats/fileFormat.ts';
import { type Field, type PlainValues, withoutEndSlash } from '../../projectFiles/shapes/field.ts';
import { type FileSection, mapFields } from '../../projectFiles/shapes/fieldMapping.ts';
import { isOwnVariable } from '../../projectFiles/shapes/placeholderValue.ts';
import { SecretText } from '../../secret/secretText.ts';
import type { Bindings, FileBinding } from '../records/bindings.ts';
import type { KeptSecret, KeptSecrets } from '../records/keptSecrets.ts';
import { isSameId } from '../records/sameId.ts';
import { proves } from '../records/secretProof.ts';

/** A file's text, and what is to be written into it. */
export interface FileToFill {
  readonly file: string;
  readonly format: FileFormat;
  readonly text: string;
  readonly section?: FileSection | undefined;
  readonly values: PlainValues;
}

/** What is known of the values that we wrote. */
export interface KnownValues {
  readonly bindings: Pick<Bindings, 'all'>;
  readonly keptSecrets: Pick<KeptSecrets, 'all' | 'value'>;
}

/** A value that a write would replace. */
interface Replaced {
  readonly keyPath: KeyPath;
  readonly value: string;
}

/** What the records say of a file. */
interface Known {
  readonly bound: readonly FileBinding[];
  readonly kept: readonly KeptSecret[];
  readonly secretOf: KeptSecrets['value'];
}

/** Tells for each field whether a value is one that we wrote, or know. */
const IS_OURS: Readonly<Record<Field, (replaced: Replaced, known: Known) => Promise<boolean>>> = {
  // A version or a namespace that a file has is never replaced.
  apiVersion: async () => true,
  namespaceId: async () => true,
  acrValues: ({ value }, { bound, kept }) =>
    isAmong(value, [...bound, ...kept], ({ tenantId }) => `tenant:${tenantId}`),
  authority: isBelowKnownAddress,
  omfEndpoint: isBelowKnownAddress,
  tokenEndpoint: isBelowKnownAddress,
  clientId: ({ value }, { bound, kept }) => isAmong(value, [...bound, ...kept], ({ clientId }) => clientId),
  clientSecret: isOurSecret,
  resource: ({ value }, { kept }) => isAmong(value, kept, ({ resource }) => resource),
  tenantId: ({ value }, { bound, kept }) => isAmong(value, [...bound, ...kept], ({ tenantId }) => tenantId),
};

/** Tells whether a write would replace a value that is neither saved here nor recorded as written by us. */
export async function replacesForeignValue(
  to: FileToFill,
  { bindings, keptSecrets }: KnownValues,
): Promise<boolean> {
  const { file, format, text, values, section } = to;
  const [all, kept] = await Promise.all([bindings.all(), keptSecrets.all()]);
  const bound = all.filter(each => each.kind === 'file').filter(each => isSameFile(each.file, file));
  const known: Known = { bound, kept, secretOf: reference => keptSecrets.value(reference) };
  const entries = format.read(text);
  for (const { field, keyPath, state } of mapFields(format, text, values, section)) {
    if (state !== 'replaces') continue;
    // Of several keys of the same name, programs read the last one.
    const value = entries.findLast(entry => isSamePath(entry.keyPath, keyPath))?.value;
    if (value && !(await IS_OURS[field]({ keyPath, value }, known))) return true;
  }
  return false;
}

async function isOurSecret({ keyPath, value }: Replaced, { bound, kept, secretOf }: Known): Promise<boolean> {
  // A variable can be written again.
  if (isOwnVariable(value)) return true;
  const secret = new SecretText(value);
  const here = bound.find(({ clientSecretKey }) => clientSecretKey && isSamePath(clientSecretKey, keyPath));
  if (here?.proof && proves(here.proof, secret)) return true;
  for (const each of kept) if ((await secretOf(each))?.equals(secret)) return true;
  return false;
}

async function isBelowKnownAddress({ value }: Replaced, { kept }: Known): Promise<boolean> {
  return kept.some(({ resource }) =>
    value.toLowerCase().startsWith(`${withoutEndSlash(resource.toLowerCase())}/`),
  );
}

const isSamePath = (one: KeyPath, other: KeyPath): boolean => one.join('\0') === other.join('\0');

const isAmong = async <T>(
  value: string,
  records: readonly T[],
  idOf: (record: T) => string,
): Promise<boolean> => records.some(record => isSameId(idOf(record), value));
