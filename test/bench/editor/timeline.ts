import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { decodeSurvey, type Survey } from '../../../src/credentials/expiry/survey.ts';
import { SurveyRecords } from '../../../src/credentials/expiry/surveyRecords.ts';
import { RecordFolder } from '../../../src/credentials/records/recordFolder.ts';
import { frameOf } from '../../support/browser/accessibility.ts';
import { projectRoot } from '../../support/folders/projectFolders.ts';
import { startLocalTenant } from '../../support/tenant/localTenant.ts';
import { eventually } from '../../support/waiting/eventually.ts';
import { attachedTo } from '../../ui/attachedTo.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure, inTurn, ratios } from '../figure.ts';
import { buildForRelease } from '../package/buildForRelease.ts';
import { openProbedEditor, type ProbedEditor } from './probedEditor.ts';

const CLIENTS = 50_000;
const SECRETS = 3;
const DAY_MS = 86_400_000;
const STORAGE = 'User/globalStorage/client-credentials.connect-client-credentials/surveys';
const WORDS = ['Alarm relay', 'Batch importer', 'Dashboard backend', 'Edge gateway', 'Historian bridge'];
const TEXTS = ['Commissioning laptop', 'Deployed by pipeline', 'First secret', 'Rotated', ''];
/** What is typed, letter by letter, and each is measured: it finds more and fewer. */
const SEARCH = 'gateway 49';

/** A survey of a large tenant: a sixth of its secrets has expired, and a tenth never does. */
function largeSurvey(tenantId: string): Survey {
  const now = Date.now();
  const dateOf = (number: number) => new Date(now + (((number * 7919) % 1200) - 200) * DAY_MS).toISOString();
  const secret = (number: number) => ({
    id: number,
    description: TEXTS[number % TEXTS.length] ?? '',
    ...(number % 10 === 0 ? {} : { expiresAt: dateOf(number) }),
  });
  const clients = Array.from({ length: CLIENTS }, (_, client) => ({
    type: 'clientCredentials' as const,
    id: randomUUID(),
    name: `${WORDS[client % WORDS.length]} ${client}`,
    enabled: client % 20 !== 0,
    roleIds: [randomUUID()],
    secrets: Array.from({ length: SECRETS }, (_each, index) => secret(client * SECRETS + index + 1)),
  }));
  const at = new Date(now).toISOString();
  return { tenantId, startedAt: at, endedAt: at, administratorRoleIds: [], clients };
}

/** Runs in every frame: notes when the page of a webview is painted. */
const NOTE_PAINTED = `(() => {
  const absolute = () => performance.timeOrigin + performance.now();
  addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') globalThis.pressedAt = absolute();
  }, { capture: true });
  const look = () => {
    if (!document.querySelector('li.row')) requestAnimationFrame(look);
    else requestAnimationFrame(() => { globalThis.paintedAt = absolute(); });
  };
  look();
})()`;

/** Runs a command that opens a page. Returns its frame, and the time until the page is painted, in milliseconds. */
async function open(
  { workbench, page }: ProbedEditor,
  command: string,
): Promise<{ frame: Frame; tookMs: number }> {
  await workbench.closeAllEditors();
  await page.keyboard.press('F1');
  await workbench.quickInput.type(`>${command}`, { accept: false });
  await workbench.quickInput.row(command).waitFor();
  await workbench.quickInput.accept();
  await workbench.webview().locator('li.row').first().waitFor();
  const frame = await frameOf(workbench.webview().locator('body'));
  const paintedAt = await eventually(async () => {
    const at = await frame.evaluate<number | undefined>('globalThis.paintedAt');
    assert.ok(at);
    return at;
  });
  return { frame, tookMs: paintedAt - (await page.evaluate<number>('globalThis.pressedAt')) };
}

/** Runs in the page: types a search and measures each letter until its result is laid out, in milliseconds. */
const FILTER = `(() => {
  const search = document.getElementById('search');
  const measure = change => {
    const start = performance.now();
    change();
    document.body.getBoundingClientRect();
    return performance.now() - start;
  };
  const type = text => measure(() => {
    search.value = text;
    search.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const text = ${JSON.stringify(SEARCH)};
  const letters = [...text].map((_, index) => type(text.slice(0, index + 1)));
  const tiles = [...document.querySelectorAll('.tile')].map(tile => measure(() => tile.click()));
  return [...letters, type(''), ...tiles];
})()`;

/**
 * Measures how soon the timeline of a large tenant that has been surveyed is painted, in turn with a bare webview that has the
 * same HTML from the beginning, and how long a letter of the search or a tile takes.
 */
export const measureTimeline: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  buildForRelease();
  const tenant = await startLocalTenant({ from: tenantProgram, seed: 1 });
  const bareFile = path.join(scratchFolder, 'bare-page.html');
  const environment = { PROBE_PAGE: bareFile };
  const editor = await openProbedEditor({ settings: attachedTo(tenant), environment }, scratchFolder);
  const show = () => open(editor, 'Client Credentials: Show Expiry Timeline');
  try {
    const folder = new RecordFolder(path.join(editor.userDataDir, STORAGE), decodeSurvey, randomUUID);
    const [connection] = attachedTo(tenant)['clientCredentials.connections'] as readonly [never];
    await new SurveyRecords(folder).save(connection, largeSurvey(tenant.tenantId));
    await editor.page.addInitScript(NOTE_PAINTED);
    const afresh = async () => {
      await editor.reload();
      await editor.workbench.containerTab('Client Credentials').waitFor();
    };
    await afresh();
    const { frame } = await show();
    const filtered = await frame.evaluate<number[]>(FILTER);
    await frame.evaluate(`document.querySelector('.tile[aria-pressed="true"]')?.click()`);
    const main = await frame.evaluate<string>("document.querySelector('main').outerHTML");
    const style = fs.readFileSync(path.join(projectRoot, 'media/page.css'), 'utf8');
    fs.writeFileSync(
      bareFile,
      `<!DOCTYPE html><html><head><style>${style}</style></head><body>${main}</body></html>`,
    );
    const bare = async () => (await open(editor, 'Probe: Page')).tookMs;
    const opened = await inTurn(runs, async () => (await show()).tookMs, bare);
    const first = await inTurn(
      Math.min(runs, 3),
      async () => {
        await afresh();
        return (await show()).tookMs;
      },
      async () => {
        await afresh();
        return bare();
      },
    );
    const against = 'a bare webview with the same static HTML';
    return [
      figure('timeline50000.openRatio', '', ratios(opened.ours, opened.reference), against),
      figure('timeline50000.openMs', 'ms', opened.ours),
      figure(
        'timeline50000.firstOpenRatio',
        '',
        ratios(first.ours, first.reference),
        `${against}, in a new window`,
      ),
      figure('timeline50000.filterMs', 'ms', filtered, `each letter of “${SEARCH}”, and each tile`),
    ];
  } catch (error) {
    await editor.workbench.screenshot('bench-timeline-failed');
    throw error;
  } finally {
    await editor.dispose();
    await tenant.stop();
  }
};
