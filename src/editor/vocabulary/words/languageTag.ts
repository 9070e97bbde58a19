import * as l10n from '@vscode/l10n';

/**
 * The language that our words are in, as HTML and `Intl` take it (BCP 47). It is a text of the bundle itself: where the
 * editor speaks a language that we have no words in, ours are English, and are to be read as that.
 */
export const languageTag = (): string =>
  l10n.t({
    message: 'en',
    comment: ['The tag of the language that you translate into, as in <html lang="en">'],
  });
