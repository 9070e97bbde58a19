import type { ProjectFileError } from './projectFileError.ts';
import type { FieldPlace, FileSection } from './shapes/fieldMapping.ts';

/** Why a file is offered, the best reason first. */
export type TargetReason =
  /** It is made from a template that the project ships. */
  | 'fromTemplate'
  /** It has keys for credentials, some of them without a value. */
  | 'wantsCredentials'
  /** It has keys for credentials, with values. */
  | 'hasCredentials'
  /** A launch configuration reads its environment from it. */
  | 'envFile'
  /** The .NET project reads its user secrets from it, outside the workspace. */
  | 'userSecrets'
  /** It is a configuration file without such keys. */
  | 'configuration'
  /** A launch configuration gets variables instead of the values in secret storage. */
  | 'launchConfiguration'
  /** It would be a new file. */
  | 'newFile';

/** A file that could take credentials. */
export interface ProjectTarget {
  /** Absolute path. */
  readonly path: string;
  /** The path from the workspace folder, with `/`, and the part of the file, as shown to users. */
  readonly relativePath: string;
  /** The workspace folder. */
  readonly folder: string;
  /** The folder that symbolic links must not lead out of; default: the workspace folder. */
  readonly boundary?: string;
  /** Template that the file is made from while it doesn't exist. */
  readonly template?: string | undefined;
  /** The part of the file that takes the credentials; default: the whole file. */
  readonly section?: FileSection | undefined;
  /** What is written for the secret: its value, or a variable that the editor replaces when it starts a program. */
  readonly secretAs: 'value' | 'variable';
  /** Whether the launch configuration that reads it starts its program in a terminal, or writes a log. */
  readonly isExposed?: boolean;
  readonly exists: boolean;
  /** Whether it has the id of the client that is inserted. */
  readonly isOfClient?: boolean;
  /** The name of the group that takes the credentials, in a file of several. */
  readonly groupName?: string;
  readonly reason: TargetReason;
  /** Why it can't take the credentials. It is shown last, and never written. */
  readonly refusal?: ProjectFileError;
  /** The keys that take the fields. */
  readonly places: readonly FieldPlace[];
}

/** Returns an id that no other target has. */
export const targetId = ({ path, section }: Pick<ProjectTarget, 'path' | 'section'>): string =>
  [
    path,
    ...(section?.within ?? []),
    ...(section?.group ? [...section.group.object, section.group.prefix] : []),
  ].join('\0');
