/** Where values of one kind end, and what is in front of the end. */
interface KnownEnd {
  /** The first position from which the end was looked for. */
  readonly from: number;
  readonly limit: number;
  readonly end: number;
  /** Returns the last position of a sign between `from` and `end`; -1 if it isn't there. */
  readonly lastOf: (text: string, sign: string) => number;
}

/** From where to where an end is looked for. */
interface Search {
  readonly at: number;
  readonly limit: number;
}

/**
 * The ends of values that were found in a text. Values that begin inside of another one end where that one does: so a line is
 * read once, however many names of values it has.
 */
export class KnownEnds {
  readonly #known = new Map<RegExp, KnownEnd>();

  /**
   * Returns the first end in a part of a text; the limit if there is none. Positions of one kind must not go back.
   *
   * @param kind what tells this kind of ends from others
   */
  find(kind: RegExp, { at, limit }: Search, isEnd: (place: number) => boolean): KnownEnd {
    const known = this.#known.get(kind);
    if (known && known.limit === limit && known.from <= at && at < known.end) return known;
    let end = at;
    while (end < limit && !isEnd(end)) end += 1;
    const found = { from: at, limit, end, lastOf: lastIn(at, end) };
    this.#known.set(kind, found);
    return found;
  }
}

function lastIn(from: number, end: number): KnownEnd['lastOf'] {
  const positions = new Map<string, number>();
  return (text, sign) => {
    let position = positions.get(sign);
    if (position === undefined) {
      const inside = text.slice(from, end).lastIndexOf(sign);
      position = inside === -1 ? -1 : from + inside;
      positions.set(sign, position);
    }
    return position;
  };
}
