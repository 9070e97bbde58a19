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
  readonly field: Field;
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
  const replaced = replacedValues(to);
  if (replaced.length === 0) return false;
  const known = await readKnown(to.file, { bindings, keptSecrets });
  for (const each of replaced) if (!(await IS_OURS[each.field](each, known))) return true;
  return false;
}

/** A client whose credentials are in a file. */
export interface ReplacedClient {
  readonly clientId: string;
  readonly tenantId?: string | undefined;
  /** As its saved secret has it. */
  readonly clientName?: string | undefined;
}

/** Returns the other client whose credentials a write would replace, by the id that the file has, else by its secret. */
export async function replacedClient(to: FileToFill, from: KnownValues): Promise<ReplacedClient | undefined> {
  const replaced = replacedValues(to);
  const id = replaced.find(({ field }) => field === 'clientId');
  const secret = replaced.find(({ field }) => field === 'clientSecret');
  if (!id && !secret) return undefined;
  const known = await readKnown(to.file, from);
  const clientId = id?.value ?? (secret && (await ownerOf(secret, known))?.clientId);
  if (clientId === undefined || isSameId(clientId, to.values.clientId)) return undefined;
  const kept = known.kept.find(each => isSameId(each.clientId, clientId));
  const bound = known.bound.find(each => isSameId(each.clientId, clientId));
  return { clientId, tenantId: (kept ?? bound)?.tenantId, clientName: kept?.clientName };
}

/** Returns the values that a write would replace by others. */
function replacedValues({ format, text, values, section }: FileToFill): readonly Replaced[] {
  const entries = format.read(text);
  return mapFields(format, text, values, section).flatMap(({ field, keyPath, state }) => {
    if (state !== 'replaces') return [];
    // Of several keys of the same name, programs read the last one.
    const value = entries.findLast(entry => isSamePath(entry.keyPath, keyPath))?.value;
    return value ? [{ field, keyPath, value }] : [];
  });
}

async function readKnown(file: string, { bindings, keptSecrets }: KnownValues): Promise<Known> {
  const [all, kept] = await Promise.all([bindings.all(), keptSecrets.all()]);
  const bound = all.filter(each => each.kind === 'file').filter(each => isSameFile(each.file, file));
  return { bound, kept, secretOf: reference => keptSecrets.value(reference) };
}

async function isOurSecret(replaced: Replaced, known: Known): Promise<boolean> {
  // A variable can be written again.
  return isOwnVariable(replaced.value) || (await ownerOf(replaced, known)) !== undefined;
}

/** Returns the record of the client whose secret a value is; `undefined` when that isn't known. */
async function ownerOf(
  { keyPath, value }: Replaced,
  { bound, kept, secretOf }: Known,
): Promise<FileBinding | KeptSecret | undefined> {
  const secret = new SecretText(value);
  const here = bound.find(({ clientSecretKey }) => clientSecretKey && isSamePath(clientSecretKey, keyPath));
  if (here?.proof && proves(here.proof, secret)) return here;
  for (const each of kept) if ((await secretOf(each))?.equals(secret)) return each;
  return undefined;
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
