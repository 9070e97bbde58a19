const PART = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']+))(?=\s|$)/y;

/**
 * Splits what a user types into arguments: at blanks, but not within quotes. Nothing else has a meaning, since no
 * shell is involved; `undefined` where a quote is never closed.
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
