import path from 'node:path';
import type { SourceFile } from 'typescript/unstable/ast';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';

const FOLDER = '/texts';

/** Parses TypeScript without checking types or following imports; `files` are texts by name. */
export function syntaxTrees(files: Readonly<Record<string, string>>): ReadonlyMap<string, SourceFile> {
  const configuration = path.posix.join(FOLDER, 'tsconfig.json');
  const compilerOptions = { noLib: true, noResolve: true, types: [] };
  const below = Object.entries(files).map(([name, text]) => [path.posix.join(FOLDER, name), text] as const);
  const api = new API({
    cwd: FOLDER,
    fs: createVirtualFileSystem({
      ...Object.fromEntries(below),
      [configuration]: JSON.stringify({ compilerOptions, files: Object.keys(files) }),
    }),
  });
  try {
    const [project] = api.updateSnapshot({ openProjects: [configuration] }).getProjects();
    return new Map(
      Object.keys(files).map(name => {
        const tree = project?.program.getSourceFile(path.posix.join(FOLDER, name));
        if (!tree) throw new Error(`${name} cannot be parsed`);
        return [name, tree];
      }),
    );
  } finally {
    api.close();
  }
}
