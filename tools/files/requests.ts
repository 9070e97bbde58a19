import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { diskAccess } from '../../src/projectFiles/fileAccess.ts';
import { decodeFile } from '../../src/projectFiles/fileText.ts';
import { errorOf } from '../../src/projectFiles/formats/errorOf.ts';
import type { FileEntry } from '../../src/projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../src/projectFiles/formats/fileFormats.ts';
import { ProjectFileError } from '../../src/projectFiles/projectFileError.ts';
import type { ProjectTarget } from '../../src/projectFiles/projectTarget.ts';
import { findTargets } from '../../src/projectFiles/search/findTargets.ts';
import { ProjectIndex } from '../../src/projectFiles/search/projectIndex.ts';
import { readCredentials } from '../../src/projectFiles/search/readCredentials.ts';
import { refuseEncrypted } from '../../src/projectFiles/shapes/encryptedFile.ts';
import type { PlainValues } from '../../src/projectFiles/shapes/field.ts';
import type { FieldPlace } from '../../src/projectFiles/shapes/fieldMapping.ts';
import { credentialVariable } from '../../src/projectFiles/shapes/launch/launchFile.ts';
import { DiskWriter } from '../../src/projectFiles/writing/diskWriter.ts';
import { maskedChange } from '../../src/projectFiles/writing/maskedChange.ts';
import { readSource } from '../../src/projectFiles/writing/planFileChange.ts';
import { SecretText } from '../../src/secret/secretText.ts';
import { CLIENT_TYPES } from '../../src/service/model/clientTypes.ts';
import { describeError, FilesError } from './filesError.ts';

const TEXT = v.pipe(v.string(), v.nonEmpty());

const PLAIN_VALUES = {
  resource: v.string(),
  apiVersion: v.string(),
  tenantId: v.string(),
  clientId: v.string(),
  clientType: v.optional(v.string()),
  namespaceId: v.optional(v.string()),
};

const ASSIGNMENT = v.object({ keyPath: v.pipe(v.array(v.string()), v.minLength(1)), value: v.string() });

const writer = new DiskWriter({
  storage: path.resolve(import.meta.dirname, '../../node_modules/.cache/files'),
  newName: randomUUID,
});

/** The requests by their names; adding one is adding a row. Each checks its input itself. */
export const REQUESTS: Readonly<Record<string, (input: unknown) => Promise<object>>> = {
  targets: request({ folder: TEXT, values: v.object(PLAIN_VALUES) }, async ({ folder, values }) => {
    const { targets, refused } = await lookInto(folder, clientValues(values));
    return {
      targets: targets.map(({ path: file, reason, places }) => ({ file, reason, keys: keysOf(places) })),
      refused: refused.map(error => ({ file: error.path, ...describeError(error) })),
    };
  }),

  insert: request(
    {
      folder: TEXT,
      target: v.number(),
      values: v.object({ ...PLAIN_VALUES, clientSecret: v.optional(TEXT) }),
    },
    async ({ folder, target: number, values: { clientSecret: secret, ...given } }) => {
      const values = clientValues(given);
      if (secret === undefined && !values.isPublic)
        throw new FilesError('invalidRequest', '“values.clientSecret”: expected string.');
      const target = await targetAt(folder, number, values);
      const written = variableFor(target, values) ?? secret;
      const clientSecret = written === undefined || values.isPublic ? undefined : new SecretText(written);
      const places = await writer.write(target, clientSecret ? { ...values, clientSecret } : values);
      return { written: target.path, keys: keysOf(places) };
    },
  ),

  preview: request(
    {
      folder: TEXT,
      target: v.number(),
      values: v.object({ ...PLAIN_VALUES, clientSecret: v.optional(v.string()) }),
    },
    async ({ folder, target: number, values: given }) => {
      const values = clientValues(given);
      const target = await targetAt(folder, number, values);
      const { path: file, section } = target;
      const { text } = await readSource(target, diskAccess);
      return maskedChange(await formatOf(file), file, text, values, section, variableFor(target, values));
    },
  ),

  read: request({ file: TEXT }, async ({ file }) => ({ entries: await readEntries(path.resolve(file)) })),

  set: request({ file: TEXT, set: v.array(ASSIGNMENT) }, async ({ file: named, set }) => {
    const file = path.resolve(named);
    if (new Set(set.map(({ keyPath }) => keyPath.join('\0'))).size < set.length)
      throw new FilesError('invalidRequest', '“set”: expected each key once.');
    await writer.setKeys({ file, folder: path.dirname(file) }, set);
    return { ok: true };
  }),
};

/** Client types whose clients have no secret, as `src/service/model/clientTypes.ts` names them. */
const isPublicType = (type: string | undefined): boolean =>
  CLIENT_TYPES.some(row => !row.hasSecrets && row.type === type);

/** Returns the values of a client; one of a type without secrets gets none. */
const clientValues = ({
  clientType,
  ...values
}: PlainValues & { readonly clientType?: string | undefined }): PlainValues => ({
  ...values,
  isPublic: isPublicType(clientType),
});

function request<const Entries extends v.ObjectEntries>(
  entries: Entries,
  answer: (input: v.InferOutput<v.ObjectSchema<Entries, undefined>>) => Promise<object>,
): (input: unknown) => Promise<object> {
  const schema = v.object(entries);
  return async input => {
    const checked = v.safeParse(schema, input);
    if (checked.success) return answer(checked.output);
    const [issue] = checked.issues;
    throw new FilesError('invalidRequest', `“${v.getDotPath(issue)}”: expected ${issue.expected}.`);
  };
}

/** What a folder has for credentials. */
interface Found {
  readonly targets: readonly ProjectTarget[];
  /** Why files, or groups in them, can't be read or can't take the credentials. */
  readonly refused: readonly ProjectFileError[];
}

async function lookInto(named: string, values: PlainValues): Promise<Found> {
  const folder = path.resolve(named);
  const status = await stat(folder).catch(() => undefined);
  if (!status?.isDirectory()) throw new FilesError('folderMissing', `There is no folder ${folder}.`);
  const files = await new ProjectIndex(folder, () => [], diskAccess).files();
  const userSecrets = { home: os.homedir(), appData: process.env.APPDATA, platform: process.platform };
  const parts = { access: diskAccess, files, userSecrets };
  const found = await findTargets(folder, values, parts);
  const read = await readCredentials(folder, { ...parts, known: { values: [values] } });
  const outside = read.files.filter(file => file.leavesFolder);
  return {
    targets: found.filter(({ refusal }) => !refusal),
    refused: [
      ...found.flatMap(({ refusal }) => refusal ?? []),
      ...read.files.flatMap(({ unread }) => unread ?? []),
      ...outside.map(file => new ProjectFileError('outsideWorkspace', file.path)),
    ],
  };
}

async function targetAt(folder: string, number: number, values: PlainValues): Promise<ProjectTarget> {
  const { targets } = await lookInto(folder, values);
  const target = targets[number];
  if (target) return target;
  throw new FilesError(
    'noSuchTarget',
    `There is no target ${number}: the folder has ${targets.length}, counted from 0.`,
  );
}

const keysOf = (places: readonly FieldPlace[]): readonly FieldPlace[] =>
  places.map(({ field, keyPath, state }) => ({ field, keyPath, state }));

/** Returns what is written in place of the secret where the editor fills it in when it starts a program. */
const variableFor = ({ secretAs }: ProjectTarget, { clientId }: PlainValues): string | undefined =>
  secretAs === 'variable' ? credentialVariable(clientId, 'clientSecret') : undefined;

async function readEntries(file: string): Promise<readonly FileEntry[]> {
  const format = await formatOf(file);
  const bytes = await diskAccess.read(file);
  if (!bytes) throw new FilesError('fileMissing', `There is no file ${file}.`);
  const { text } = decodeFile(file, bytes);
  refuseEncrypted(format, file, text);
  // Reading a text that can't be parsed finds nothing; setting nothing says why.
  const checked = format.set(text, []);
  if (!checked.ok) throw errorOf(format, file, text, checked.fault);
  // Only these two: an entry of a format may have more.
  return format.read(text).map(({ keyPath, value }) => ({ keyPath, value }));
}
