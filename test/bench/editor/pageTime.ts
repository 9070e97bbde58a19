import type { Page } from 'playwright-core';

/** What is measured in the page of an editor. */
export interface PageTime {
  /** The first such event is the start. */
  readonly from: 'mousedown' | 'keydown';
  /** An expression that is true in the page when the result is there. */
  readonly until: string;
}

/** Runs in the page: measures from an event until the result is painted. */
const measure = `(from, isThere) => {
  globalThis.measured = new Promise(resolve => {
    const begin = () => {
      const start = performance.now();
      const look = () => {
        if (!isThere()) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - start));
      };
      const observer = new MutationObserver(look);
      const everything = { childList: true, subtree: true, characterData: true, attributes: true };
      observer.observe(document.body, everything);
    };
    addEventListener(from, begin, { capture: true, once: true });
  });
}`;

/**
 * Measures in the page how long an action of the user takes until its result is painted, in milliseconds. The driver's
 * own time before the event and after the result doesn't count.
 */
export async function timeInPage(page: Page, time: PageTime, act: () => Promise<void>): Promise<number> {
  await page.evaluate(`(${measure})(${JSON.stringify(time.from)}, () => ${time.until})`);
  await act();
  return page.evaluate<number>('globalThis.measured');
}
