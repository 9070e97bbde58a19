/** Stands for whatever is put between two pieces of a text. */
const PUT_IN = '\u0000';

/** An icon of the editor, such as `$(key)`. */
const ICON = /\$\([\w~-]+\)/g;

/** A style sheet in a page. */
const STYLE = /<style>.*?<\/style>/gs;

/** Attributes of HTML that are read out or shown. */
const READ_ATTRIBUTES = /\b(?:aria-label|aria-description|alt|title|placeholder)="([^"]*)"/g;

/** Attributes that are put into a tag elsewhere. */
const ONLY_ATTRIBUTES = /^\s*(?:[\w:-]+="[^"]*"\s*)+$/;

/** Two words beside each other, as in a sentence. */
const SENTENCE = /\p{L}{2,}[,:;]? +\p{L}{2,}/u;

/** One word that stands as a label: a capital, small letters, perhaps an ellipsis. */
const LABEL = /^\p{Lu}\p{Ll}{2,}…?$/u;

/** One word among tags. */
const WORD = /\p{L}{3,}/u;

/**
 * Finds what a person would read in a text that the source puts together from these pieces: sentences, labels and, in
 * HTML, what stands between tags or in an attribute that is read out.
 */
export function wordsIn(pieces: readonly string[]): readonly string[] {
  const text = pieces.join(PUT_IN).replaceAll(ICON, ' ').replaceAll(STYLE, PUT_IN);
  if (/<\/?[a-z]/i.test(text) || ONLY_ATTRIBUTES.test(text)) {
    const read = [...text.matchAll(READ_ATTRIBUTES)].map(([, value]) => value ?? '');
    const shown = text.replace(ONLY_ATTRIBUTES, '').replaceAll(/<[^>]*>|^[^<]*>|<[^>]*$/g, PUT_IN);
    return [...shown.split(PUT_IN), ...read.flatMap(value => value.split(PUT_IN))].filter(part =>
      WORD.test(part),
    );
  }
  return text.split(PUT_IN).filter(part => SENTENCE.test(part) || LABEL.test(part.trim()));
}

/** Finds every word, address aside, in a text that is shown for certain. */
export function anyWordsIn(pieces: readonly string[]): readonly string[] {
  const texts = pieces.map(piece => piece.replaceAll(ICON, ' ').replaceAll(/\bhttps?:\/\/\S*/g, ' '));
  return texts.filter(text => /\p{L}{2,}/u.test(text));
}
