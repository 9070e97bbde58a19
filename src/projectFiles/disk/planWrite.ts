import type { ProjectFileErrorCode } from '../projectFileError.ts';

/** A way to write a file. */
export type WriteWay =
  /** A new file, written elsewhere and renamed. */
  | 'create'
  /** A copy with all attributes of the file, renamed over it: programs read the old bytes or the new ones. */
  | 'replace'
  /** The file itself, with all that belongs to it. A copy in the extension's own folder survives a crash. */
  | 'inPlace';

/** What decides how a file is written. */
export interface WriteFacts {
  /** Missing for a new file. */
  readonly file?:
    | {
        /** Whether its mode lets anybody write it; on Windows, whether it lacks the attribute `read-only`. */
        readonly isWritable: boolean;
        /** Number of its names (hard links). */
        readonly names: number;
        /** Whether a copy can get its access control list, extended attributes, label, owner and mode. */
        readonly canCopyAttributes: boolean;
      }
    | undefined;
  /** Whether the mode of the folder lets anybody add a file. The attribute of Windows says nothing about that. */
  readonly isFolderWritable: boolean;
}

/** The ways to try, the best one first, or why there is none. */
export type WritePlan =
  | { readonly ways: readonly WriteWay[] }
  | { readonly refusal: Extract<ProjectFileErrorCode, 'readOnly'> };

/** Rows are tried from the top. */
const ROWS: readonly (readonly [matches: (facts: WriteFacts) => boolean, plan: WritePlan])[] = [
  // A rename ignores the mode of the file, and nothing refuses root: so the modes are looked at here.
  [({ file }) => file?.isWritable === false, { refusal: 'readOnly' }],
  [({ file, isFolderWritable }) => !file && !isFolderWritable, { refusal: 'readOnly' }],
  [({ file }) => !file, { ways: ['create'] }],
  // A rename would leave the old secret under the other names.
  [({ file }) => file?.names !== 1, { ways: ['inPlace'] }],
  [
    ({ file, isFolderWritable }) => file?.canCopyAttributes === true && isFolderWritable,
    { ways: ['replace', 'inPlace'] },
  ],
];

/** Plans how to write a file so that nothing but its content changes. */
export function planWrite(facts: WriteFacts): WritePlan {
  const row = ROWS.find(([matches]) => matches(facts));
  return row ? row[1] : { ways: ['inPlace'] };
}

/**
 * Errors after which a file is written in place: something is mounted on it (`EBUSY`, `EXDEV`), only its folder is protected, or
 * a copy is not like it (`notAlike`). With any other error, as of a full disk, writing in place could make things worse.
 */
const TRY_IN_PLACE: ReadonlySet<string> = new Set(['EACCES', 'EBUSY', 'EPERM', 'EROFS', 'EXDEV', 'notAlike']);

/** Tells whether the next way may succeed after an error. */
export const mayTryNext = (code: string | undefined): boolean => code !== undefined && TRY_IN_PLACE.has(code);
