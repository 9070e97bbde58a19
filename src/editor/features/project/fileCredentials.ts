import path from 'node:path';
import type { FileCredential } from '../../../credentials/adoption/valueLocations.ts';
import { diskAccess } from '../../../projectFiles/fileAccess.ts';
import { isSameFile } from '../../../projectFiles/folderHolds.ts';
import type { NotOurs } from '../../../projectFiles/notOurs.ts';
import type { ProjectIndex } from '../../../projectFiles/search/projectIndex.ts';
import { type FolderCredentials, readCredentials } from '../../../projectFiles/search/readCredentials.ts';
import type { KnownService } from '../../../projectFiles/shapes/credentialGroup.ts';
import type { Core } from '../../core/core.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import { type ProjectFolders, userSecretsPlace } from './projectFolders.ts';

/** How the credentials of a folder are read. */
interface FolderReading {
  readonly known: KnownService;
  readonly notOurs: NotOurs;
  /** Tells whether credentials were written to a file before; a broken one matters then. */
  readonly isBound?: (file: string) => boolean;
  /** The only file to read. */
  readonly only?: string | undefined;
}

/** Reads the credentials of a workspace folder; of one file only, if it is given. */
export async function readFolder(
  index: ProjectIndex,
  { known, notOurs, isBound, only }: FolderReading,
): Promise<FolderCredentials> {
  const all = await index.files();
  // The file of a project's user secrets is found by the project.
  const files = all.filter(
    each => only === undefined || each.kind === 'dotnetProject' || isSameFile(each.path, only),
  );
  const parts = { access: diskAccess, files, known, userSecrets: userSecretsPlace(), notOurs, isBound };
  return readCredentials(index.folder, parts);
}

/** Lists the credentials of all workspace folders, or of one file, with where a file may be written. */
export async function fileCredentials(
  { bindings, keptSecrets, connections }: Pick<Core, 'bindings' | 'keptSecrets' | 'connections'>,
  folders: ProjectFolders,
  notOurs: NotOurs,
  only?: string,
): Promise<readonly FileCredential[]> {
  const [bound, kept] = await Promise.all([bindings.all(), keptSecrets.all()]);
  const clientIds = new Set([...bound, ...kept].map(({ clientId }) => clientId.toLowerCase()));
  const known = { values: connections.ofWorkspace(), clientIds };
  const found = await Promise.all(
    folders.indexes().map(async index => {
      const { files } = await readFolder(index, { known, notOurs, only });
      return files
        .filter(file => only === undefined || isSameFile(file.path, only))
        .filter(({ template }) => template === undefined)
        .flatMap(({ path: file, relativePath, isUserSecrets, credentials }) =>
          credentials.map(
            (each): FileCredential => ({
              file,
              folder: isUserSecrets ? path.dirname(file) : index.folder,
              relativePath: targetInWords({
                reason: isUserSecrets ? 'userSecrets' : 'configuration',
                relativePath,
              }),
              found: each,
            }),
          ),
        );
    }),
  );
  return found.flat();
}
