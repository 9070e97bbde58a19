import type { TextEdit } from './textEdit.ts';

/** A key, preceded by the keys of the objects around it, outermost first. Formats without objects have one part. */
export type KeyPath = readonly string[];

/** A key of a file whose value is a text. */
export interface FileEntry {
  readonly keyPath: KeyPath;
  readonly value: string;
  /** Whether the value is what it is, although it looks like a reference: `$$x` in compose is the text `$x`. */
  readonly isLiteral?: boolean;
  /** The address that the value is sent to, where the file itself has the request. */
  readonly sentTo?: string;
}

/** A key of a text, with the position of its value. */
export interface WrittenEntry extends FileEntry {
  /** Start of the value as it is written, with its quotes. */
  readonly offset: number;
  /** UTF-16 units; 0 if the value is left out. */
  readonly length: number;
}

/** A key and its new value. */
export interface Assignment {
  readonly keyPath: KeyPath;
  readonly value: string;
}

/** Why a text can't be edited. */
export interface FormatFault {
  readonly code:
    | 'notParsable'
    | 'notAnObject'
    | 'valueNotCarried'
    | 'tooComplex'
    /** Another key shares the value, by an anchor or a merge key. */
    | 'shared'
    /** The section that has the key is encrypted. */
    | 'encryptedSection'
    /** The keys of the section are in another file, which it names. */
    | 'inAnotherFile'
    /** The format is only read. */
    | 'onlyRead';
  /** A position in the text, or the key. */
  readonly detail: string;
}

/** The edits that set keys, or why there are none. */
export type Edited =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly fault: FormatFault };

/** A file format: reads its keys, and sets them without changing anything else. */
export interface FileFormat {
  readonly name:
    | 'dotenv'
    | 'http'
    | 'ini'
    | 'javascript'
    | 'json'
    | 'properties'
    | 'script'
    | 'tfvars'
    | 'toml'
    | 'xml'
    | 'yaml';
  /** Set if files of the format are never offered or changed. */
  readonly readOnly?: true;
  /** Tells whether a file of this name is of the format. */
  readonly matches: (fileName: string) => boolean;
  /** Reads the keys whose values are texts, in the order of the file. A text that can't be parsed has none. */
  readonly read: (text: string) => readonly WrittenEntry[];
  /** Plans the edits that set keys. A key that has its value already needs none. */
  readonly set: (text: string, assignments: readonly Assignment[]) => Edited;
  /**
   * Writes a path alike for all spellings that readers take for the same key, the strictest comparison first. Default: only the
   * same spelling is the same key.
   */
  readonly foldings?: readonly ((keyPath: KeyPath) => KeyPath)[];
}
