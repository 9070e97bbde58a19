import type { AskedField } from './storePreset.ts';

/** What is wrong with the text of a field. */
export type FieldFault =
  | 'empty'
  /** A program would read it as an option. */
  | 'option'
  /** Another value has this key. */
  | 'reserved'
  /** The store doesn't take such a text. */
  | 'form';

/** Finds what is wrong with the text of a field; `undefined` if nothing is. */
export function findFieldFault(
  { field, optional, reserved = [], accepts = () => true }: AskedField,
  text: string,
): FieldFault | undefined {
  if (text === '') return optional ? undefined : 'empty';
  if (field === 'commandLine') return undefined;
  if (text.startsWith('-')) return 'option';
  if (reserved.includes(text.toLowerCase())) return 'reserved';
  return /\p{Cc}/u.test(text) || !accepts(text) ? 'form' : undefined;
}
