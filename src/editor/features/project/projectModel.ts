import {
  credentialState,
  identify,
  isAdoptable,
  type KnownHere,
} from '../../../credentials/projectCredential.ts';
import type { FileBinding } from '../../../credentials/records/bindings.ts';
import { atOnce } from '../../../credentials/sweep/atOnce.ts';
import { isSameFile } from '../../../projectFiles/folderHolds.ts';
import type { FoundCredential } from '../../../projectFiles/search/foundCredential.ts';
import type { CredentialFile, FolderCredentials } from '../../../projectFiles/search/readCredentials.ts';
import type { ClientLookup } from '../../core/clientLookup.ts';
import type { Core } from '../../core/core.ts';
import type {
  FileNode,
  FolderNode,
  KeyNode,
  MoreNode,
  ProjectCredential,
  ProjectNode,
} from '../../vocabulary/projectNode.ts';

/** What is known on this machine of the files of a folder. */
export interface ReadHere {
  /** Ids of known clients, in small letters. */
  readonly clientIds: ReadonlySet<string>;
  /** Tells whether credentials were written to a file before. */
  readonly isBound: (file: string) => boolean;
}

/** A workspace folder, as the model sees it. */
export interface ProjectFolder {
  readonly path: string;
  readonly name: string;
  /** Reads the files that contain or need credentials, and those that can't be read. */
  readonly read: (here: ReadHere) => Promise<FolderCredentials>;
}

/** Data sources of the model. */
export interface ProjectSources extends Pick<Core, 'bindings' | 'keptSecrets' | 'now'> {
  readonly folders: () => readonly ProjectFolder[];
  readonly lookup: Pick<ClientLookup, 'facts'>;
}

/** Files whose clients are looked up concurrently; limits the load on the service. */
const AT_ONCE = 8;

/** Returns what the Project Credentials tree shows: files, or folders with files where there are several. */
export async function projectNodes(sources: ProjectSources): Promise<readonly ProjectNode[]> {
  const [bindings, kept] = await Promise.all([sources.bindings.all(), sources.keptSecrets.all()]);
  const here: KnownHere = {
    bindings: bindings.filter((each): each is FileBinding => each.kind === 'file'),
    kept,
    now: sources.now(),
    value: reference => sources.keptSecrets.value(reference),
  };
  const clientIds = new Set([...bindings, ...kept].map(({ clientId }) => clientId.toLowerCase()));
  const isBound = (file: string) => here.bindings.some(each => isSameFile(each.file, file));
  const folders = await Promise.all(
    sources.folders().map(async (folder): Promise<FolderNode> => {
      const found = await folder.read({ clientIds, isBound });
      const files: FileNode[] = [];
      await atOnce(found.files.entries(), AT_ONCE, async ([index, file]) => {
        files[index] = await fileNode(file, folder.path, here, sources);
      });
      const more: readonly MoreNode[] = found.cut ? [{ kind: 'more', of: folder.path }] : [];
      return { kind: 'folder', path: folder.path, name: folder.name, files: [...files, ...more] };
    }),
  );
  const filled = folders.filter(({ files }) => files.length > 0);
  return folders.length > 1 ? filled : filled.flatMap(({ files }) => files);
}

async function fileNode(
  file: CredentialFile,
  folder: string,
  here: KnownHere,
  sources: ProjectSources,
): Promise<FileNode> {
  const credentials = await Promise.all(file.credentials.map(found => evaluate(file, found, here, sources)));
  const keys = credentials.flatMap(each => keysOf(file, each));
  const more: readonly MoreNode[] = file.cut ? [{ kind: 'more', of: file.path }] : [];
  return { kind: 'file', folder, file, keys, more };
}

async function evaluate(
  { path: file }: CredentialFile,
  found: FoundCredential,
  here: KnownHere,
  { lookup }: ProjectSources,
): Promise<ProjectCredential> {
  const identified = await identify(file, found, here);
  const { clientId, tenantId } = identified;
  const facts =
    clientId === undefined ? ({ kind: 'noConnection' } as const) : await lookup.facts(tenantId, clientId);
  const { secret, ...withoutSecret } = found;
  const state = credentialState({ secret }, identified, facts, here.now);
  return {
    found: withoutSecret,
    identified,
    state,
    clientName: facts.kind === 'client' ? facts.name : undefined,
    isAdoptable: await isAdoptable({ secret }, identified, state, here),
  };
}

function keysOf(file: CredentialFile, credential: ProjectCredential): readonly KeyNode[] {
  const { clientIdKey, clientSecretKey } = credential.found;
  const key = (field: KeyNode['field'], keyPath: KeyNode['keyPath'] | undefined): readonly KeyNode[] =>
    keyPath ? [{ kind: 'key', file, field, keyPath, credential }] : [];
  return [...key('clientId', clientIdKey), ...key('clientSecret', clientSecretKey)];
}
