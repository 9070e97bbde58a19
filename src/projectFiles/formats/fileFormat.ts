import type { TextEdit } from './textEdit.ts';

/** A key with the keys of the objects around it, outermost first; one part in formats without objects. */
export type KeyPath = readonly string[];

/** A key that a file holds, with a text as its value. */
export interface FileEntry {
  readonly keyPath: KeyPath;
  readonly value: string;
}

/** A value that a key is to have. */
export interface Assignment {
  readonly keyPath: KeyPath;
  readonly value: string;
}

/** Why a text cannot be edited. */
export interface FormatFault {
  readonly code: 'notParsable' | 'notAnObject' | 'valueNotCarried';
  /** A place in the text, or the key concerned. */
  readonly detail: string;
}

/** The edits that give keys their values, or why there are none. */
export type Edited =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly fault: FormatFault };

/** A file format: how to read its keys, and how to set them without touching anything else. */
export interface FileFormat {
  readonly name: 'dotenv' | 'ini' | 'json' | 'properties' | 'toml' | 'yaml';
  /** Tells whether a file of this name is of the format. */
  readonly matches: (fileName: string) => boolean;
  /** Reads the keys whose values are texts, in the order of the file; a text that does not parse has none. */
  readonly read: (text: string) => readonly FileEntry[];
  /** Makes the edits that give keys their values. A key that has its value already needs none. */
  readonly set: (text: string, assignments: readonly Assignment[]) => Edited;
}
