import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { type AccessibilityResult, checkAccessibility, frameOf } from '../support/browser/accessibility.ts';
import { focusIn, paleIn } from '../support/browser/contrast.ts';
import { isExhaustive, testSeed } from '../support/runner/sampling.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { accessiblePages } from './accessiblePages.ts';
import { newClient, type TenantSuite } from './tenantSuite.ts';

/** Themes, and what VS Code calls their kind in a webview. */
const KINDS = {
  'Dark Modern': 'vscode-dark',
  'Light Modern': 'vscode-light',
  'Dark High Contrast': 'vscode-high-contrast',
  'Light High Contrast': 'vscode-high-contrast-light',
} as const;
const THEMES = Object.keys(KINDS) as readonly (keyof typeof KINDS)[];
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** The system's forced-colors mode. */
const FORCED = 'forced colors';
const APPEARANCES = [...THEMES, FORCED] as const;

/**
 * The appearances in which a page is checked: all in an exhaustive run. Otherwise two per page, selected by the run's seed, so
 * that the pages together cover all.
 */
const appearancesOf = (pageIndex: number): readonly (typeof APPEARANCES)[number][] =>
  isExhaustive
    ? APPEARANCES
    : APPEARANCES.filter((_, index) => {
        const turn = (index + testSeed() + 2 * pageIndex) % APPEARANCES.length;
        return turn < 2;
      });

/** The widths to check, in CSS pixels: a page of 1280 pixels at 400 % zoom, and one slightly wider. */
const NARROW = [320, 400];

/** Checks the pages for accessibility. */
export const accessibilityStory = (suite: TenantSuite) =>
  describe('accessibility of editor pages', () => {
    const ui = () => suite.editor.workbench;
    const results: (AccessibilityResult & { readonly page: string; readonly theme: string })[] = [];
    let clientId: string;

    before(async () => {
      clientId = await newClient(suite, 'For everybody', {
        SecretDescription: 'soon',
        SecretExpirationDate: inDays(5),
      });
      const more = [
        { Description: 'later', Expiration: inDays(200) },
        { Description: 'never', Expires: false },
      ];
      for (const secret of more) {
        await suite.call('POST', `/ClientCredentialClients/${clientId}/Secrets`, secret);
      }
    });

    const pages = accessiblePages(ui);

    /** Waits until a page has the colors of a theme, and those of the system's forced-colors mode or not. */
    const hasColors = (frame: Frame, theme: keyof typeof KINDS, isForced = false): Promise<void> =>
      eventually(async () => {
        const [kind, forced] = await frame.evaluate<[string, boolean]>(
          "[document.body.dataset.vscodeThemeKind, matchMedia('(forced-colors: active)').matches]",
        );
        assert.deepEqual([kind, forced], [KINDS[theme], isForced]);
      });

    async function chooseTheme(frame: Frame, theme: keyof typeof KINDS): Promise<void> {
      await ui().runCommand('Preferences: Color Theme');
      await ui().quickInput.type(theme, { accept: false });
      await ui().quickInput.pick(theme);
      await ui().quickInput.widget.waitFor({ state: 'hidden' });
      await hasColors(frame, theme);
    }

    /** Checks a theme: all axe rules, the focus outline, and the colors of pictures. */
    async function checkThemes(name: string, frame: Frame, themes: typeof THEMES): Promise<void> {
      for (const theme of themes) {
        await chooseTheme(frame, theme);
        const result = await checkAccessibility(frame);
        results.push({ page: name, theme, ...result });
        // The editor may give the focus back to another part after the question about the theme.
        const contrast = await eventually(async () => {
          await frame.evaluate("document.querySelector('.row, [data-action=reveal], td button').focus()");
          const focus = await focusIn(frame);
          assert.ok(focus.widthPx >= 1, `${theme}: no outline`);
          return focus.contrast;
        });
        await ui().screenshot(`accessible-${name}-${theme.toLowerCase().replaceAll(' ', '-')}`);
        assert.deepEqual(result.violations, []);
        assert.deepEqual(result.undecided, []);
        assert.deepEqual(await paleIn(frame), []);
        // WCAG 2.2, 1.4.11
        assert.ok(contrast >= 3, `${theme}: the outline has a contrast of ${contrast} only`);
      }
      await chooseTheme(frame, 'Dark Modern');
    }

    /** Checks the forced-colors mode of the system. */
    async function checkForcedColors(name: string, frame: Frame): Promise<void> {
      const { page } = suite.editor;
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
      try {
        // The editor follows the system.
        await hasColors(frame, 'Dark High Contrast', true);
        const result = await checkAccessibility(frame);
        results.push({ page: name, theme: FORCED, ...result });
        await ui().screenshot(`accessible-${name}-forced-colors`);
        assert.deepEqual(result.violations, []);
        assert.deepEqual(await paleIn(frame), []);
      } finally {
        await page.emulateMedia({ forcedColors: 'none', reducedMotion: null });
      }
      await hasColors(frame, 'Dark Modern');
    }

    /** Checks narrow pages: no horizontal scrolling. */
    async function checkNarrow(name: string, frame: Frame): Promise<void> {
      const { page } = suite.editor;
      const before = page.viewportSize() ?? assert.fail();
      await ui().runCommand('View: Close Primary Side Bar');
      try {
        for (const wanted of NARROW) {
          const width = await frame.evaluate<number>('innerWidth');
          const { width: whole, height } = page.viewportSize() ?? before;
          await page.setViewportSize({ width: whole - width + wanted, height });
          await eventually(async () => assert.equal(await frame.evaluate<number>('innerWidth'), wanted));
          await ui().screenshot(`accessible-${name}-${wanted}`);
          const scrolled = await frame.evaluate<number>('document.documentElement.scrollWidth');
          assert.ok(scrolled <= wanted, `${scrolled} of ${wanted} pixels`);
          const moving = await frame.evaluate<number>('document.getAnimations().length');
          assert.equal(moving, 0);
        }
      } finally {
        await page.setViewportSize(before);
        await ui().openContainer('Client Credentials');
      }
    }

    for (const [index, [name, open]] of Object.entries(pages).entries()) {
      const appearances = appearancesOf(index);
      it(`${name}: passes all rules, shows the focus, and needs no horizontal scrolling`, async () => {
        const frame = await open();
        await checkThemes(
          name,
          frame,
          THEMES.filter(theme => appearances.includes(theme)),
        );
        if (appearances.includes(FORCED)) await checkForcedColors(name, frame);
        await checkNarrow(name, frame);
      });
    }

    it('has every page, and every appearance', () => {
      assert.deepEqual(new Set(results.map(({ page }) => page)), new Set(Object.keys(pages)));
      assert.deepEqual(new Set(results.map(({ theme }) => theme)), new Set(APPEARANCES));
    });

    /** Presses Tab until the named element has the focus; returns all focused names, including that one. */
    async function tabTo(frame: Frame, name: string): Promise<readonly string[]> {
      const way: string[] = [];
      while (way.at(-1) !== name) {
        assert.ok(way.length < 30, `no way to “${name}”: ${way.join(', ')}`);
        await suite.editor.page.keyboard.press('Tab');
        const { text, widthPx } = await focusIn(frame);
        assert.ok(widthPx >= 1, `${text} shows no focus`);
        way.push(text);
      }
      return way;
    }

    it('creates a client and copies its secret without a mouse', async () => {
      const { page } = suite.editor;
      const { keyboard } = page;
      const typed = async (text: string, step: string) => {
        await ui().quickInput.waitForTitle(step);
        await keyboard.type(text);
        await ui().quickInput.accept();
      };
      await keyboard.press('F1');
      await ui().quickInput.widget.waitFor();
      await keyboard.type('Client Credentials: Add Client');
      await ui().quickInput.row('Client Credentials: Add Client').waitFor();
      await keyboard.press('Enter');
      await typed('', 'Add Client (1/4)');
      await typed('By keyboard', 'Add Client (2/4)');
      await typed('', 'Add Client (3/4)');
      await ui().quickInput.waitForTitle('Add Client (4/4)');
      await keyboard.type('Keep in');
      await ui().quickInput.row('Keep in SecretStorage only').and(page.locator('.focused')).waitFor();
      await keyboard.press('Enter');
      await ui().webview().getByRole('heading', { name: 'By keyboard' }).waitFor();
      const frame = await frameOf(ui().webview().locator('body'));
      assert.deepEqual(await tabTo(frame, 'Reveal'), ['Copy Id', 'Reveal']);
      await keyboard.press('Enter');
      await ui().webview().getByRole('button', { name: 'Hide' }).waitFor();
      const secret = await frame.evaluate<string>("document.getElementById('secret').textContent");
      assert.match(secret, /^[\w+/=-]{20,}$/);
      await keyboard.press('Space');
      await ui().webview().getByRole('button', { name: 'Reveal' }).waitFor();
      assert.deepEqual(await tabTo(frame, 'Copy Secret'), ['Copy Secret']);
      await keyboard.press('Enter');
      await ui().webview().getByRole('status').filter({ hasText: 'Client secret copied.' }).waitFor();
      assert.equal(await ui().clipboardText(), secret);
      assert.deepEqual(await tabTo(frame, 'Show Details'), [
        'Insert…',
        'Verify',
        'Run in Terminal',
        'Show Details',
      ]);
    });

    it('goes from the timeline to a secret and changes it without a mouse', async () => {
      const { keyboard } = suite.editor.page;
      const timeline = await pages.timeline?.();
      assert.ok(timeline);
      await ui().runCommand('View: Focus Active Editor Group');
      const rows = await timeline.evaluate<string[]>(
        "[...document.querySelectorAll('.row')].map(row => row.getAttribute('aria-label'))",
      );
      const [first = ''] = rows;
      assert.deepEqual(await tabTo(timeline, first), ['Check Now', 'Export Report…', first]);
      for (const [key, index] of [
        ['End', rows.length - 1],
        ['ArrowUp', rows.length - 2],
        ['Home', 0],
        ['ArrowDown', 1],
      ] as const) {
        await keyboard.press(key);
        assert.equal((await focusIn(timeline)).text, rows[index], key);
      }
      const wanted = rows.findIndex(row => row.startsWith('For everybody · soon, in 5 days, expires soon, '));
      assert.ok(wanted >= 0, rows.join('\n'));
      await keyboard.press('Home');
      for (let index = 0; index < wanted; index += 1) await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      await ui().webview().getByRole('heading', { name: 'For everybody' }).waitFor();
      const details = await frameOf(ui().webview().locator('body'));
      await eventually(async () => assert.match((await focusIn(details)).text, /^soon/));
      await keyboard.press('Tab');
      assert.equal((await focusIn(details)).text, 'Edit: soon');
      await keyboard.press('Enter');
      await ui().quickInput.waitForTitle('Edit soon (1/');
      await ui().quickInput.cancel();
    });

    it('tells in each row of the tree what its icon shows', async () => {
      const { page } = suite.editor;
      const { keyboard } = page;
      await ui().openContainer('Client Credentials');
      await ui().tree.expand('Client-Credentials');
      await ui().tree.expand('For everybody');
      await ui().tree.item('never').waitFor();
      await ui().runCommand('Client Credentials: Focus on Clients View');
      await keyboard.press('Home');
      const row = page.locator('[role="treeitem"].focused');
      const spoken: string[] = [];
      await eventually(async () => {
        const label = (await row.getAttribute('aria-label')) ?? '';
        spoken.push(label);
        await keyboard.press('ArrowDown');
        assert.match(label, /^never, /);
      });
      const label = (start: string) =>
        spoken.find(text => text.startsWith(start)) ?? assert.fail(spoken.join('\n'));
      assert.match(label('Client-Credentials'), /^Client-Credentials, clients: \d+$/);
      assert.match(
        label('For everybody'),
        /^For everybody, expires soon, 3 secrets · next expires in 5 days$/,
      );
      assert.match(label('soon'), /^soon, expires soon, expires \d{4}-\d\d-\d\d, in 5 days$/);
      assert.match(label('later'), /^later, valid, expires \d{4}-\d\d-\d\d, in \d+ days$/);
      assert.equal(label('never'), 'never, never expires');
    });

    after(() => {
      for (const { page, theme, passed, violations } of results) {
        process.stdout.write(`      ${page}, ${theme}: ${passed} rules hold, ${violations.length} broken\n`);
      }
    });
  });
