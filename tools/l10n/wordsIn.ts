/** Represents a value that is inserted between two parts of a text. */
const PUT_IN = '\u0000';

/** An icon of the editor, such as `$(key)`. */
const ICON = /\$\([\w~-]+\)/g;

/** A style sheet in a page. */
const STYLE = /<style>.*?<\/style>/gs;

/** Attributes of HTML that are shown or read aloud. */
const READ_ATTRIBUTES = /\b(?:aria-label|aria-description|alt|title|placeholder)="([^"]*)"/g;

/** Attributes that are inserted into a tag. */
const ONLY_ATTRIBUTES = /^\s*(?:[\w:-]+="[^"]*"\s*)+$/;

/** Two adjacent words, as in a sentence. */
const SENTENCE = /\p{L}{2,}[,:;]? +\p{L}{2,}/u;

/** One word as a label: a capital letter, lower-case letters, optionally an ellipsis. */
const LABEL = /^\p{Lu}\p{Ll}{2,}…?$/u;

/** One word between tags. */
const WORD = /\p{L}{3,}/u;

/**
 * Finds the words for users in a text that is built from these parts: sentences, labels and, in HTML, text between tags or in
 * attributes that are shown or read aloud.
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

/** Finds all words, except addresses, in a text that is certainly shown. */
export function anyWordsIn(pieces: readonly string[]): readonly string[] {
  const texts = pieces.map(piece => piece.replaceAll(ICON, ' ').replaceAll(/\bhttps?:\/\/\S*/g, ' '));
  return texts.filter(text => /\p{L}{2,}/u.test(text));
}
