/** A name that is longer than this is not read; it would push what matters out of a dialog. */
const LONGEST_NAME = 200;
/** The same for a line of a dialog, which may be a sentence of ours with a name in it. */
const LONGEST_LINE = 500;
/** The same for a message: the editor itself cuts at 1000, and then the end of our sentence is gone. */
const LONGEST_MESSAGE = 800;
/** Lines of a dialog. */
const MOST_LINES = 40;

/**
 * Characters that change how the text around them is shown, or that nobody sees: control characters, line and paragraph
 * separators, marks that turn the direction of writing (Unicode Standard Annex 9), zero-width ones, and the tag characters.
 * Joiners (U+200C, U+200D) and variation selectors stay: scripts and emoji need them.
 */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;

/** The same, but for line ends, which our own words have. */
const UNSEEN_IN_LINES = new RegExp(
  UNSEEN.source.replace('\\p{Cc}', '\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f'),
  'gu',
);

/** Replaces what is not shown, so that a name with it looks different from the same name without it. */
const REPLACEMENT = '\ufffd';

const BLANK = /^[\t\n\v\f\r\u0085\u2028\u2029]+$/;

const seen = (unseen: string): string => (BLANK.test(unseen) ? ' ' : REPLACEMENT);

/** The index is never between the two halves of a character. */
const between = (text: string, at: number): number =>
  /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, between(text, longest))}…`;

/** Cuts the middle out: the question of a sentence is at its ends, and a name in between. */
function withoutMiddle(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = longest / 2;
  return `${text.slice(0, between(text, half))} … ${text.slice(between(text, text.length - half))}`;
}

/** Makes invisible characters visible and changes nothing else, for our own pages and reports. */
export const seenText = (text: string): string => text.replace(UNSEEN_IN_LINES, seen);

/** Makes a text of one line from what anybody may have written: a label, a title, a name in a sentence. */
export const labelText = (text: string): string => cut(text.replace(UNSEEN, seen), LONGEST_NAME);

/**
 * Makes a text that is put into Markdown as text: a line in which the editor finds no address to make a link of. U+2060 is
 * shown as nothing.
 */
export const markdownText = (text: string): string =>
  labelText(text).replace(/:(?=\/\/)|@|\bwww(?=\.)/gi, '$&\u2060');

/** Makes a text of several lines: the detail of a dialog, a tooltip. */
export function linesText(text: string): string {
  const lines = seenText(text).split('\n');
  const shown = lines.slice(0, MOST_LINES).map(line => withoutMiddle(line, LONGEST_LINE));
  return (lines.length > MOST_LINES ? [...shown, '…'] : shown).join('\n');
}

/**
 * Makes what a service or a program has said fit for a sentence of ours: one line, not too long to read,
 * without a beginning or an end that is blank.
 */
export const foreignText = (said = ''): string => cut(said.replace(UNSEEN, seen), LONGEST_LINE).trim();

/**
 * Makes the text of a message. The editor turns `[text](address)` in it into a link, also one that runs a command
 * (`command:`); no message of ours has such, so a name that has is taken apart. U+2060 is shown as nothing.
 */
export const messageText = (text: string): string =>
  withoutMiddle(text.replace(UNSEEN, seen), LONGEST_MESSAGE).replaceAll('](', ']\u2060(');

/** The warning sign that our own words have before a caution, at the beginning or after another remark. */
const OWN_SIGN = /(^|· )\\\$\(warning\) /g;

/** Writes a text so that the editor makes no icon of `$(name)` in it. */
const withoutIcons = (text: string): string => text.replaceAll('$(', '\\$(');

/** Makes the label of a list's entry: `$(name)` stays what it is. */
export const pickLabel = (text: string): string => withoutIcons(labelText(text));

/**
 * Makes the description or the detail of a list's entry; our own warning signs are shown. A name could have one of them:
 * a sign is all that it gets.
 */
export const pickDetail = (text: string): string =>
  withoutIcons(withoutMiddle(text.replace(UNSEEN, seen), LONGEST_LINE)).replace(OWN_SIGN, '$1$$(warning) ');
