import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type FileAccess, unlessUnusable } from '../fileAccess.ts';
import { hasFormat } from '../formats/fileFormats.ts';
import type { Exclusions } from './exclusions.ts';
import { isGeneratorName, isTemplateName, madeFrom } from './templateName.ts';

/** Levels of folders that are searched below the workspace folder. */
const MAX_DEPTH = 6;
/** Number of folders that are searched: more would take too long. */
const MAX_FOLDERS = 5000;
/** Folders listed at the same time. */
const LISTED_AT_ONCE = 16;

/** Files of a folder whose names are checked before something else may run. */
const CHECKED_AT_ONCE = 500;

/** .NET project files, which may have an id of user secrets. */
const DOTNET_PROJECT = /\.(?:cs|fs|vb)proj$|^Directory\.Build\.props$/i;

/** The kind of a file, by its name. */
export type FileKind = 'settings' | 'template' | 'dotnetProject';

/** A file that may concern credentials, by its name. */
export interface NamedFile {
  /** Absolute path. */
  readonly path: string;
  readonly kind: FileKind;
}

/** The files of a folder that may concern credentials. */
export interface Listing {
  readonly files: readonly NamedFile[];
  /** Whether the folder has more than is searched. */
  readonly cut: boolean;
}

/** Returns the kind of a file; `undefined` if its name says that it doesn't concern credentials. */
export function kindOf(file: string): FileKind | undefined {
  const name = path.basename(file);
  if (isGeneratorName(name)) return undefined;
  if (isTemplateName(name)) return 'template';
  if (DOTNET_PROJECT.test(name)) return 'dotnetProject';
  return hasFormat(name) ? 'settings' : undefined;
}

/** Returns the file that is made from a template; the template itself if its name doesn't tell. */
export function fileOfTemplate(template: string): string {
  const name = path.basename(template);
  return path.join(path.dirname(template), madeFrom(name) ?? name);
}

/** Lists the files in and below a folder that may concern credentials, the nearest first. */
export async function listFiles(
  root: string,
  exclusions: Exclusions,
  access: FileAccess,
  from = root,
): Promise<Listing> {
  const files: NamedFile[] = [];
  let level = [from];
  let folders = 0;
  let cut = false;
  for (let depth = depthOf(root, from); depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += LISTED_AT_ONCE) {
      if (folders >= MAX_FOLDERS) return { files, cut: true };
      const some = level.slice(at, at + LISTED_AT_ONCE);
      folders += some.length;
      const listed = await Promise.all(some.map(folder => listFolder(folder, exclusions, access)));
      for (const { inside, below, isDenied } of listed) {
        files.push(...inside);
        next.push(...below);
        cut ||= isDenied;
      }
    }
    level = next;
  }
  return { files, cut: cut || level.length > 0 };
}

const depthOf = (root: string, folder: string): number =>
  path.relative(root, folder).split(path.sep).filter(Boolean).length;

async function listFolder(folder: string, exclusions: Exclusions, access: FileAccess) {
  const inside: NamedFile[] = [];
  const folders: string[] = [];
  const listed = await access.list(folder).catch(unlessUnusable);
  for (const [index, { name, isFolder }] of (listed ?? []).entries()) {
    if (index % CHECKED_AT_ONCE === CHECKED_AT_ONCE - 1) await setImmediate();
    const at = path.join(folder, name);
    if (isFolder) folders.push(at);
    else {
      const kind = kindOf(at);
      if (kind && !exclusions.excludesFile(at)) inside.push({ path: at, kind });
    }
  }
  const excluded = await Promise.all(folders.map(at => exclusions.excludesFolder(at)));
  return { inside, below: folders.filter((_, index) => !excluded[index]), isDenied: !listed };
}
