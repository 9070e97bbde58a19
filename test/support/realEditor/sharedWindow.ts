import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { EDITOR_HOST, openEditorWindow, type WindowSize } from './editorWindow.ts';
import { type EditorFront, startEditorFront } from './front/editorFront.ts';

/** A browser's window that editors of this process use one after the other. */
export interface SharedWindow {
  readonly front: EditorFront;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Gives the window back, without anything that the editor in it has left; closes it where that fails. */
  release(): Promise<void>;
}

const ORIGIN = `http://${EDITOR_HOST}`;

/** Everything of a page that outlives it, but for the caches of what the editor's server sends. */
const STORAGE = 'cookies,local_storage,indexeddb,cache_storage,service_workers';

/**
 * A page that has shown an editor once keeps the compiled workbench in memory: the next editor in it costs less than a
 * third of the CPU time of one in a new browser.
 */
let idle: Omit<SharedWindow, 'release'> | undefined;

async function openWindow(): Promise<Omit<SharedWindow, 'release'>> {
  // Nobody knows this token, so nobody gets in before the front turns to an editor.
  const front = await startEditorFront({
    serverPort: 0,
    token: randomBytes(32).toString('base64url'),
    mintKey: randomBytes(32),
    extraHosts: [EDITOR_HOST],
  });
  const profileFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'window-'));
  try {
    return { front, ...(await openEditorWindow({ port: front.port, profileFolder })) };
  } catch (error) {
    await front.dispose();
    throw error;
  }
}

/** Leaves the editor, and clears what it has stored. */
async function clear({ context, page }: Omit<SharedWindow, 'release'>): Promise<void> {
  page.removeAllListeners();
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.goto('about:blank');
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: ORIGIN, storageTypes: STORAGE });
  await session.detach();
  await context.clearCookies();
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: null, reducedMotion: null });
}

/**
 * Takes the window of this process, or opens one where there is none or it is taken. The process's end closes it: Chromium
 * ends with the pipe to the process that started it.
 */
export async function takeWindow(size: WindowSize): Promise<SharedWindow> {
  const window = idle ?? (await openWindow());
  idle = undefined;
  const close = async (): Promise<void> => {
    await window.context.close();
    await window.front.dispose();
  };
  await window.page.setViewportSize(size);
  return {
    ...window,
    async release() {
      try {
        await clear(window);
      } catch {
        // A page that has crashed or hangs is of no use to the next editor.
        return close();
      }
      if (idle) await close();
      else idle = window;
    },
  };
}
