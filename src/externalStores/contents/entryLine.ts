import { SecretText } from '../../secret/secretText.ts';

/** The line of an entry that has a value, in three parts. */
interface Line {
  readonly before: string;
  readonly value: string;
  readonly after: string;
}

/** Returns the value of a line that has a name, as in `name: value` or `name=value`; an empty text if there is none. */
function namedValue(line: string): string {
  const end = line.search(/[:=]/);
  return end > 0 ? line.slice(end + 1).replace(/^[ \t]+/, '') : '';
}

/** Returns the value that an entry of `pass` has: that of the line with our value, else the first line. */
export function valueOfEntry(
  entry: SecretText,
  isOurs: (value: SecretText) => boolean = () => false,
): SecretText | undefined {
  const { value } = findLine(entry.reveal(), isOurs);
  return value === '' ? undefined : new SecretText(value);
}

/** Replaces the value that {@link valueOfEntry} returns, and leaves every other character as it is. */
export function replaceInEntry(
  entry: SecretText | undefined,
  value: SecretText,
  isOurs?: (value: SecretText) => boolean,
): SecretText {
  const { before, after } = findLine(entry?.reveal() ?? '', isOurs ?? (() => false));
  return new SecretText(before + value.reveal() + after);
}

function findLine(text: string, isOurs: (value: SecretText) => boolean): Line {
  let at = 0;
  for (const line of text.split('\n')) {
    const content = line.replace(/\r$/, '');
    const candidates = [content, namedValue(content)];
    const value = candidates.find(each => each !== '' && isOurs(new SecretText(each)));
    if (value !== undefined) return cut(text, at + content.length - value.length, value.length);
    at += line.length + 1;
  }
  return cut(text, 0, /^[^\r\n]*/.exec(text)?.[0].length ?? 0);
}

const cut = (text: string, at: number, length: number): Line => ({
  before: text.slice(0, at),
  value: text.slice(at, at + length),
  after: text.slice(at + length),
});
