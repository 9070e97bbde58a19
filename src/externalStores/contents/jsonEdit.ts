import { applyEdits, modify } from 'jsonc-parser';
import { SecretText } from '../../secret/secretText.ts';

/**
 * Sets one text in JSON, and leaves every other character as it is. Returns `undefined` if the result wouldn't be read
 * as having that value: the document has the key twice.
 */
export function setInSecretJson(
  text: SecretText,
  path: readonly [string, ...(string | number)[]],
  value: SecretText,
): SecretText | undefined {
  const before = text.reveal();
  const after = applyEdits(before, modify(before, [...path], value.reveal(), {}));
  const read = path.reduce<unknown>(
    (at, key) => (at as Readonly<Record<string | number, unknown>> | undefined)?.[key],
    JSON.parse(after),
  );
  return read === value.reveal() ? new SecretText(after) : undefined;
}
