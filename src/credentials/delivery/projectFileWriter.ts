import type { KeyPath } from '../../projectFiles/formats/fileFormat.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import type { FieldPlace } from '../../projectFiles/shapes/fieldMapping.ts';
import type { FieldValues } from '../../projectFiles/writing/planFileChange.ts';
import type { SecretText } from '../../secret/secretText.ts';

/** A key of a file. */
export interface KeyInFile {
  /** Absolute path. */
  readonly file: string;
  /** Folder out of which no symbolic link may lead when the file is written. */
  readonly folder: string;
  readonly keyPath: KeyPath;
}

/** How credentials get into files: on disk, or through the editor where a file is open there. */
export interface ProjectFileWriter {
  /** Writes values into a target, and returns which key took what. Rejects with a `ProjectFileError`. */
  write(target: ProjectTarget, values: FieldValues): Promise<readonly FieldPlace[]>;
  /** Has git ignore a target. */
  ignore(target: ProjectTarget): Promise<void>;
  /** Reads the value of a key; `undefined` when there is no file, no key, or no value. */
  readKey(key: KeyInFile): Promise<SecretText | undefined>;
  /** Tells whether any key of a file has a value. */
  holds(file: string, value: SecretText): Promise<boolean>;
  /** Gives a key that is there another value. Rejects with a `ProjectFileError`. */
  setKey(key: KeyInFile, value: SecretText): Promise<void>;
}
