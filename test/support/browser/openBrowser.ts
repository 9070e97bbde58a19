import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ensureChromium } from '../realEditor/chromium.ts';
import { WAIT_LIMIT_MS } from '../waiting/limits.ts';

/** A user with cookies and pages of his own. */
export interface UserBrowser {
  readonly context: BrowserContext;
  /** Every address that any page asked for, in order. */
  readonly requests: readonly string[];
  /** What pages complained of: script errors and refused loads. */
  readonly complaints: readonly string[];
  newPage(): Promise<Page>;
  dispose(): Promise<void>;
}

/** A headless Chromium with which users sign in somewhere. */
export interface UsersBrowser {
  /** A user without cookies or history, who shares nothing with any other. */
  newUser(): Promise<UserBrowser>;
  dispose(): Promise<void>;
}

/** Starts a Chromium that reaches nothing but this machine. */
export async function openBrowser(): Promise<UsersBrowser> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'],
  });
  return { newUser: () => newUser(browser), dispose: () => browser.close() };
}

async function newUser(browser: Browser): Promise<UserBrowser> {
  const context = await browser.newContext({ viewport: { width: 800, height: 700 } });
  context.setDefaultTimeout(WAIT_LIMIT_MS);
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', request => requests.push(request.url()));
  context.on('weberror', error => complaints.push(error.error().message));
  context.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return {
    context,
    requests,
    complaints,
    newPage: () => context.newPage(),
    dispose: () => context.close(),
  };
}
