import { iconHtml } from './icons.ts';
import { buttonHtml, escapeHtml } from './pageHtml.ts';

/** An entry of a menu; `separator` is a line between two groups. */
export type MenuEntry =
  | 'separator'
  | {
      readonly action: string;
      readonly label: string;
    };

/**
 * Writes a button with an ellipsis that opens a menu of further actions.
 *
 * @param id unique on the page
 * @param label what the button is called
 * @param attributes of each entry's button, escaped already
 */
export function menuHtml(id: string, label: string, entries: readonly MenuEntry[], attributes = ''): string {
  const items = entries.map(entry =>
    entry === 'separator'
      ? '<hr>'
      : buttonHtml(entry.action, entry.label, ` role="menuitem" tabindex="-1"${attributes}`, {
          look: 'quiet',
        }),
  );
  const text = escapeHtml(label);
  return `<button type="button" class="quiet icon-only" popovertarget="${id}" aria-haspopup="menu" aria-label="${text}" title="${text}">${iconHtml('ellipsis')}</button>
<div id="${id}" class="menu" popover role="menu" aria-label="${text}">${items.join('')}</div>`;
}
