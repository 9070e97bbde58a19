import type { Texts } from './bundles.ts';

const OPEN = '⟦';
const CLOSE = '⟧';

/** Makes a language in which every text is twice as long and in brackets, so that untranslated texts are visible. */
export function pseudoBundle(english: Texts, languageTag: string): Texts {
  const double = (text: string) => `${OPEN}${text} ${text.replaceAll(/\{\d+\}|\$\([\w-]+\)/g, '')}${CLOSE}`;
  return Object.fromEntries(
    Object.entries(english).map(([key, text]) => [key, text === languageTag ? text : double(text)]),
  );
}

/** Returns the part of a text that is outside all brackets. */
export function outsideOfBrackets(text: string): string {
  const inner = text.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
  return inner === text ? inner : outsideOfBrackets(inner);
}
