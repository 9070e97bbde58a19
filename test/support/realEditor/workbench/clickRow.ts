import type { Page } from 'playwright-core';

/**
 * Clicks a row of the quick input within one task of the page. A click by coordinates comes later: the row may be drawn anew
 * for another choice, a tooltip may lie over it, or the list may be the next one. Returns false where the row is gone.
 *
 * @param label beginning of the row's label
 * @param typed the text that the input must have, if given
 */
export function clickRow(page: Page, label: string, typed?: string): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const widgets = [...document.querySelectorAll('.quick-input-widget')];
    const widget = widgets.find(each => each.checkVisibility());
    const typed = ${JSON.stringify(typed ?? null)};
    if (typed !== null && widget?.querySelector('.quick-input-filter input')?.value !== typed) return false;
    const label = JSON.stringify(${JSON.stringify(label)});
    const row = widget?.querySelector('.monaco-list-row[aria-label^=' + label + ']');
    const target = row?.querySelector('.quick-input-list-rows') ?? row;
    for (const type of ['mousedown', 'mouseup', 'click'])
      target?.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window, detail: 1 }));
    return Boolean(row);
  })()`);
}
