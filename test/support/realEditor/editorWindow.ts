import type { BrowserContext, Page } from 'playwright-core';
import { WAIT_LIMIT_MS } from '../waiting/limits.ts';
import { ensureChromium } from './chromium.ts';

/** One name for the editor whatever its port, so that a page's storage outlives a restart on another port. */
export const EDITOR_HOST = 'vscode.localhost';

/** The size of a window in CSS pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
  /** Pixels of a picture per CSS pixel. Default 1. */
  readonly scale?: number;
}

/** Big enough for walkthrough pictures (from 1440 pixels). */
export const USUAL_SIZE: WindowSize = { width: 1440, height: 900 };

/** Chromium's own traffic, which no test needs. */
const QUIET_ARGUMENTS = [
  ...['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-sync', '--no-first-run'],
];

/**
 * For pages that live for seconds: compiling what runs often for speed costs more than it brings, and a small space for
 * objects is collected again and again while the workbench starts. All together save about a quarter of its CPU time.
 */
const SHORT_LIVED_FLAGS = [
  ...['--no-turbofan', '--no-maglev'],
  ...['--min-semi-space-size=32', '--max-semi-space-size=64', '--initial-old-space-size=256'],
  // What the page before has compiled is used again, and helpers that wait for one another only take time from other pages.
  ...['--no-flush-bytecode', '--single-threaded-gc'],
];
const SHORT_LIVED_ARGUMENT = `--js-flags=${SHORT_LIVED_FLAGS.join(' ')}`;

/** How a window is opened. */
export interface WindowOptions {
  /** The front's port on 127.0.0.1. */
  readonly port: number;
  /** Chromium's profile. */
  readonly profileFolder: string;
  /** Default 1440 by 900. */
  readonly size?: WindowSize;
  /** Functions that the page may call, by name; there before it is loaded. */
  readonly functions?: Readonly<Record<string, (...args: never[]) => unknown>>;
}

/**
 * Tells the workbench that the mouse is over each toast: it hides a toast 10 to 15 s after it came unless the mouse is over it, and
 * a loaded machine may be later with the test that reads it.
 */
const KEEP_TOASTS = `new MutationObserver(() => {
  for (const toast of document.querySelectorAll('.notification-toast-container:not([data-kept])')) {
    toast.dataset.kept = '';
    toast.dispatchEvent(new MouseEvent('mouseover'));
  }
}).observe(document, { childList: true, subtree: true });`;

/** Starts a headless Chromium whose first page stands for the editor's window; nothing is loaded yet. */
export async function openEditorWindow(
  options: WindowOptions,
): Promise<{ context: BrowserContext; page: Page }> {
  // loaded here, since the launcher must say what is wrong with its arguments without waiting for it
  const { chromium } = await import('playwright-core');
  // nothing but this machine is reached
  const rules = [
    `MAP ${EDITOR_HOST}:80 127.0.0.1:${options.port}`,
    ...['MAP * ~NOTFOUND', 'EXCLUDE localhost', 'EXCLUDE 127.0.0.1'],
  ].join(', ');
  const { scale, ...viewport } = options.size ?? USUAL_SIZE;
  const context = await chromium.launchPersistentContext(options.profileFolder, {
    executablePath: await ensureChromium(),
    viewport,
    deviceScaleFactor: scale,
    colorScheme: 'dark',
    args: [...QUIET_ARGUMENTS, SHORT_LIVED_ARGUMENT, `--host-resolver-rules=${rules}`],
    // who opens the window closes it; Playwright's own handlers would end the process before that
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  context.setDefaultTimeout(WAIT_LIMIT_MS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: `http://${EDITOR_HOST}` });
  await context.addInitScript(KEEP_TOASTS);
  const page = context.pages()[0] ?? (await context.newPage());
  for (const [name, call] of Object.entries(options.functions ?? {})) await page.exposeFunction(name, call);
  return { context, page };
}
