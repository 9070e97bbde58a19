import type { ElementHandle, Locator, Page } from 'playwright-core';

/** What a page knows of an element. */
interface Attached {
  readonly isConnected: boolean;
}

/** What the editor says to its user: toasts, modal dialogs, status bar. */
export interface Messages {
  /** A toast that contains the text. */
  toast(text: string): Locator;
  /** Waits for a toast and presses one of its buttons. */
  pressToast(text: string, button: string): Promise<void>;
  /** A modal dialog that contains the text (default: any). */
  dialog(text?: string): Locator;
  /** Waits for a modal dialog and presses one of its buttons. */
  pressDialog(text: string, button: string): Promise<void>;
  /** An entry of the status bar that contains the text. */
  statusBarItem(text: string): Locator;
}

/** Reads and answers the messages of a workbench's page. */
export function messages(page: Page): Messages {
  const toast = (text: string): Locator => page.locator('.notification-toast', { hasText: text });
  const dialog = (text = ''): Locator => page.locator('.monaco-dialog-box', { hasText: text });
  const press = (box: Locator, button: string): Promise<void> =>
    box.getByRole('button', { name: button, exact: true }).click();
  return {
    toast,
    dialog,
    pressToast: (text, button) => press(toast(text), button),
    async pressDialog(text, button) {
      await dialog(text).waitFor();
      const box = await dialog(text).elementHandle();
      await press(dialog(text), button);
      // This one: the next dialog may have the same text.
      await page.waitForFunction(element => !element?.isConnected, box as ElementHandle<Attached>, {
        polling: 100,
      });
    },
    statusBarItem: text => page.locator('.statusbar-item', { hasText: text }),
  };
}
