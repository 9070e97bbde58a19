import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type CommandName, commandId } from '../../../vocabulary/commandId.ts';
import { markdownText } from '../../../vocabulary/shownText.ts';

/** The commands that the links of a tooltip run, with their words. No other command runs from a tooltip. */
const LINKS = {
  rotate: () => l10n.t('Rotate'),
  copyClientId: () => l10n.t('Copy ID'),
  openLocation: () => l10n.t('Open File'),
} as const satisfies Partial<Record<CommandName, () => string>>;

/** A link of a tooltip. */
export type TooltipLink = keyof typeof LINKS;

/**
 * A tooltip that is built from lines. Names and descriptions come from the service and can contain anything: they are inserted
 * as text, never as Markdown.
 */
export class Tooltip {
  readonly #markdown = new vscode.MarkdownString(undefined, false);

  constructor() {
    this.#markdown.isTrusted = {
      enabledCommands: Object.keys(LINKS).map(name => commandId(name as TooltipLink)),
    };
  }

  /** Begins a paragraph: a text in bold, if any, and another one behind it. */
  line(bold: string, text = ''): this {
    this.#markdown.appendMarkdown('\n\n');
    return this.#append(bold, text);
  }

  /** Appends an entry of a list. */
  entry(bold: string, text = ''): this {
    this.#markdown.appendMarkdown('\n- ');
    return this.#append(bold, text);
  }

  /** Appends the links, which run on the row that the handle stands for. */
  links(names: readonly TooltipLink[], handle: string | undefined): this {
    if (handle === undefined || names.length === 0) return this;
    const query = encodeURIComponent(JSON.stringify([handle]));
    const links = names.map(name => `[${LINKS[name]()}](command:${commandId(name)}?${query})`);
    this.#markdown.appendMarkdown(`\n\n${links.join(' · ')}`);
    return this;
  }

  /** Returns the tooltip for the editor. */
  get markdown(): vscode.MarkdownString {
    return this.#markdown;
  }

  #append(bold: string, text: string): this {
    if (bold !== '') this.#markdown.appendMarkdown('**').appendText(markdownText(bold)).appendMarkdown('**');
    if (bold !== '' && text !== '') this.#markdown.appendMarkdown('&nbsp; ');
    this.#markdown.appendText(markdownText(text));
    return this;
  }
}
