import type { KeyPath } from '../../projectFiles/formats/fileFormat.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import type { FieldPlace } from '../../projectFiles/shapes/fieldMapping.ts';
import type { FieldValues } from '../../projectFiles/writing/planFileChange.ts';
import type { SecretText } from '../../secret/secretText.ts';

/** A key of a file. */
export interface KeyInFile {
  /** Absolute path. */
  readonly file: string;
  /** Folder that no symbolic link may lead out of when the file is written. */
  readonly folder: string;
  readonly keyPath: KeyPath;
}

/** Writes credentials to files: on disk, or through the editor when the file is open there. */
export interface ProjectFileWriter {
  /** Writes values to a target, and returns which key has which value. Rejects with a `ProjectFileError`. */
  write(target: ProjectTarget, values: FieldValues): Promise<readonly FieldPlace[]>;
  /** Adds a file to .gitignore, in its workspace folder or below. */
  ignore(file: Pick<ProjectTarget, 'path' | 'folder'>): Promise<void>;
  /** Returns how many names a file has (hard links): each gets what is written to the file. 0 if there is no file. */
  namesOf(file: string): Promise<number>;
  /** Removes what writes have left behind that a crash ended, and restores files that have only part of a change. */
  recover(): Promise<void>;
  /** Reads the value of a key; `undefined` when there is no file, no key, or no value. */
  readKey(key: KeyInFile): Promise<SecretText | undefined>;
  /** Tells whether any key of a file has a value. */
  holds(file: string, value: SecretText): Promise<boolean>;
  /** Replaces the value of an existing key. Rejects with a `ProjectFileError`. */
  setKey(key: KeyInFile, value: SecretText): Promise<void>;
}
