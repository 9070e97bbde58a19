import type { FieldPlace } from './fieldMapping.ts';

/** Why a file is offered, the best reason first. */
export type TargetReason =
  /** It is made from a template that the project ships. */
  | 'fromTemplate'
  /** It has keys for credentials, and placeholders or blanks in them. */
  | 'wantsCredentials'
  /** It has keys for credentials, with values. */
  | 'hasCredentials'
  /** It is a configuration file without such keys. */
  | 'configuration'
  /** It would be a new file. */
  | 'newFile';

/** A file that could take credentials. */
export interface ProjectTarget {
  /** Absolute path. */
  readonly path: string;
  /** Path from the workspace folder, with `/`. */
  readonly relativePath: string;
  /** The workspace folder. */
  readonly folder: string;
  /** Template that the file is made from while it does not exist. */
  readonly template?: string;
  readonly exists: boolean;
  readonly reason: TargetReason;
  /** Which key would take what. */
  readonly places: readonly FieldPlace[];
}
