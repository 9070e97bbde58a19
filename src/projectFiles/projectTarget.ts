import type { FieldPlace, FileSection } from './shapes/fieldMapping.ts';

/** Why a file is offered, the best reason first. */
export type TargetReason =
  /** It is made from a template that the project ships. */
  | 'fromTemplate'
  /** It has keys for credentials, and placeholders or blanks in them. */
  | 'wantsCredentials'
  /** It has keys for credentials, with values. */
  | 'hasCredentials'
  /** A launch configuration says that the environment is read from it. */
  | 'envFile'
  /** The .NET project keeps its secrets there, outside of the workspace. */
  | 'userSecrets'
  /** It is a configuration file without such keys. */
  | 'configuration'
  /** A launch configuration gets variables, which stand for what is in the keyring. */
  | 'launchConfiguration'
  /** It would be a new file. */
  | 'newFile';

/** A file that could take credentials. */
export interface ProjectTarget {
  /** Absolute path. */
  readonly path: string;
  /** What a person calls it: the path from the workspace folder, with `/`, and what part of the file is meant. */
  readonly relativePath: string;
  /** The workspace folder. */
  readonly folder: string;
  /** The folder out of which no symbolic link may lead, where that is not the workspace folder. */
  readonly boundary?: string;
  /** Template that the file is made from while it does not exist. */
  readonly template?: string;
  /** The part of the file that is meant, where that is not the whole of it. */
  readonly section?: FileSection;
  /** What is written for the secret: its value, or a variable that the editor replaces when it starts a program. */
  readonly secretAs: 'value' | 'variable';
  readonly exists: boolean;
  readonly reason: TargetReason;
  /** Which key would take what. */
  readonly places: readonly FieldPlace[];
}

/** Tells one target from all others. */
export const targetId = ({ path, section }: Pick<ProjectTarget, 'path' | 'section'>): string =>
  [path, ...(section?.within ?? [])].join('\0');
