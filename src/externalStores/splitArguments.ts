const PART = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']+))(?=\s|$)/y;

/**
 * Splits a command line that a user typed into arguments, at blanks outside quotes. Nothing else has a special meaning,
 * because no shell runs it. Returns `undefined` if a quote isn't closed.
 */
export function splitArguments(written: string): readonly string[] | undefined {
  const text = written.trimEnd();
  const parts: string[] = [];
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const found = PART.exec(text);
    if (!found) return undefined;
    const [, double, single, bare] = found;
    parts.push(double === undefined ? (single ?? bare ?? '') : double.replaceAll(/\\(.)/g, '$1'));
  }
  return parts;
}
