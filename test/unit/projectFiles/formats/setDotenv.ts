import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';

/** Sets keys of an `.env` text, and returns the text afterwards; fails when they can't be set. */
export function setDotenv(text: string, values: Readonly<Record<string, string>>): string {
  const edited = dotenvFormat.set(
    text,
    Object.entries(values).map(([key, value]) => ({ keyPath: [key], value })),
  );
  assert.ok(edited.ok, JSON.stringify(edited));
  return applyEdits(text, edited.edits);
}

/** Generates values that the format can write. */
export const writableValue = fc
  .string({ maxLength: 20, unit: 'grapheme' })
  .filter(value => dotenvFormat.set('', [{ keyPath: ['A'], value }]).ok);
