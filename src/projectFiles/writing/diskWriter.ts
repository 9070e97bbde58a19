import fs, { mkdir, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { thisProcess } from '../../machine/processMark.ts';
import type { SecretText } from '../../secret/secretText.ts';
import type { ByteChange } from '../disk/byteChange.ts';
import { copyAttributes } from '../disk/copyAttributes.ts';
import type { DiskParts } from '../disk/diskParts.ts';
import { recoverWrites } from '../disk/recoverWrites.ts';
import { writeSafely } from '../disk/safeWrite.ts';
import { diskAccess } from '../fileAccess.ts';
import { decodeFile, encodeFile } from '../fileText.ts';
import type { FileFormat, KeyPath } from '../formats/fileFormat.ts';
import { formatOf } from '../formats/fileFormats.ts';
import { applyEdits, type TextEdit } from '../formats/textEdit.ts';
import type { ProjectTarget } from '../projectTarget.ts';
import type { FieldPlace } from '../shapes/fieldMapping.ts';
import { planIgnoring } from './gitIgnore.ts';
import { holdsValue, type KeyValue, planKeyChange, planKeyChanges, readKey } from './keyChange.ts';
import { type FieldValues, planFileChange } from './planFileChange.ts';

/** A file on disk, with the folder that a symbolic link must not lead out of. */
interface FileOnDisk {
  readonly file: string;
  readonly folder: string;
}

/** A key of a file on disk. */
interface KeyOnDisk extends FileOnDisk {
  readonly keyPath: KeyPath;
}

/**
 * Writes credentials to files on disk, each completely or not at all, and keeps who may read them. All methods reject with a
 * `ProjectFileError`.
 */
export class DiskWriter {
  readonly #parts: DiskParts;

  /** @param own the writer's own folder, outside every workspace, and names for files in it */
  constructor(own: Pick<DiskParts, 'storage' | 'newName'>) {
    this.#parts = {
      ...own,
      fileSystem: fs,
      platform: process.platform,
      here: thisProcess,
      sleep: ms => sleep(ms),
      copyAttributes,
    };
  }

  /** Removes what writes have left behind that a crash ended, and restores files that have only part of a change. */
  recover(): Promise<void> {
    return recoverWrites(this.#parts);
  }

  /** Returns how many names a file has (hard links): each gets what is written to the file. 0 if there is no file. */
  async namesOf(file: string): Promise<number> {
    return (await stat(file).catch(() => undefined))?.nlink ?? 0;
  }

  /** Writes values to a target and returns the keys. */
  async write(target: ProjectTarget, values: FieldValues): Promise<readonly FieldPlace[]> {
    const folder = target.boundary ?? target.folder;
    // The folder of a project's user secrets doesn't exist before the first one.
    if (target.boundary) await mkdir(target.boundary, { recursive: true, mode: 0o700 });
    const change = await planFileChange(target, values, diskAccess);
    await this.#change(change, folder);
    return change.places;
  }

  /** Adds a line to a `.gitignore` so that Git ignores a file. */
  async ignore({ path, folder }: Pick<ProjectTarget, 'path' | 'folder'>): Promise<void> {
    const change = await planIgnoring(path, folder, diskAccess);
    if (change.edits.length > 0) await this.#change(change, folder);
  }

  /** Reads the value of a key; `undefined` if there is no file, no key, or no value. */
  async readKey({ file, keyPath }: KeyOnDisk): Promise<SecretText | undefined> {
    const bytes = await diskAccess.read(file);
    if (!bytes) return undefined;
    return readKey(await formatOf(file), decodeFile(file, bytes).text, keyPath);
  }

  /** Tells whether any key of a file has a value. */
  async holds(file: string, value: SecretText): Promise<boolean> {
    const bytes = await diskAccess.read(file);
    return bytes !== undefined && holdsValue(await formatOf(file), decodeFile(file, bytes).text, value);
  }

  /** Sets a key of a file. */
  async setKey({ file, folder, keyPath }: KeyOnDisk, value: SecretText): Promise<void> {
    await this.#edit({ file, folder }, (format, document) => planKeyChange(format, document, keyPath, value));
  }

  /** Sets several keys of a file, or none of them if one can't be set. */
  async setKeys({ file, folder }: FileOnDisk, values: readonly KeyValue[]): Promise<void> {
    await this.#edit({ file, folder }, (format, document) => planKeyChanges(format, document, values));
  }

  async #edit(
    { file, folder }: FileOnDisk,
    plan: (format: FileFormat, document: { file: string; text: string }) => readonly TextEdit[],
  ): Promise<void> {
    const before = await diskAccess.read(file);
    const { text, encoding } = decodeFile(file, before ?? Buffer.alloc(0));
    const edits = plan(await formatOf(file), { file, text });
    if (edits.length === 0) return;
    const after = encodeFile({ text: applyEdits(text, edits), encoding });
    await this.#change({ path: file, before, after }, folder);
  }

  async #change(change: ByteChange, folder: string): Promise<void> {
    if (!change.before?.equals(change.after)) await writeSafely(change, folder, this.#parts);
  }
}
