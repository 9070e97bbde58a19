import type { FileEntry } from '../formats/fileFormat.ts';
import type { Field } from './field.ts';

/** A key that means a field, with its value. */
export interface FieldEntry extends FileEntry {
  readonly field: Field;
  /** The text before the field's name in the key. */
  readonly before: string;
  /** Whether it is in another object, which other groups may share. */
  readonly isJoined?: boolean;
  /** Whether it means the field only beside a tenant. */
  readonly needsTenant?: boolean | undefined;
}
