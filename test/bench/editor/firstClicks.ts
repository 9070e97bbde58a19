import { startLocalTenant } from '../../support/tenant/localTenant.ts';
import type { Benchmark } from '../benchmark.ts';
import { type Figure, figure, inTurn, ratios } from '../figure.ts';
import { buildForRelease } from '../package/buildForRelease.ts';
import { timeInPage } from './pageTime.ts';
import type { ProbedEditor } from './probedEditor.ts';
import { signedInEditor } from './signedInEditor.ts';

/** As many clients as the bare tree of the probe has rows. */
const CLIENTS = 200;

/** Each takes a start of a window, and ten seconds until it is at rest. */
const MOST_RUNS = 5;

/**
 * Measures the first click and the first question in a window that has started and come to rest, in turn with those of a bare
 * extension. The window has a connection that is signed in.
 */
export const measureFirstClicks: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  buildForRelease();
  const tenant = await startLocalTenant({ from: tenantProgram, seed: CLIENTS });
  const times = Math.min(runs, MOST_RUNS);
  const editor = await signedInEditor(tenant, scratchFolder);
  try {
    const use = await inTurn(
      times,
      () => openFirst(editor, 'Client Credentials', 'Client-Credentials'),
      () => openFirst(editor, 'Bare Rows', 'Row 0'),
    );
    const question = await inTurn(
      times,
      () => askFirst(editor, 'Client Credentials: Add Client…', 'Add Client (1/'),
      () => askFirst(editor, 'Probe: Ask', 'Bare Question'),
    );
    return [
      ...figuresOf('firstUse', use, `a bare extension with ${CLIENTS} static rows`),
      ...figuresOf('firstQuestion', question, "a bare extension's quick pick"),
    ];
  } catch (error) {
    await editor.workbench.screenshot('bench-first-clicks-failed');
    throw error;
  } finally {
    await editor.dispose();
    await tenant.stop();
  }
};

/** Clicks the icon of a view container for the first time. Returns the time until a row is painted, in milliseconds. */
async function openFirst(editor: ProbedEditor, container: string, row: string): Promise<number> {
  const { workbench, page } = editor;
  await editor.startup();
  const tab = workbench.containerTab(container);
  await tab.waitFor();
  const labels = `[...document.querySelectorAll('.part.sidebar [role="treeitem"] .label-name')]`;
  const until = `${labels}.some(label => label.textContent === ${JSON.stringify(row)})`;
  const took = await timeInPage(page, { from: 'mousedown', until }, () => tab.click());
  return took;
}

/** Runs the first command. Returns the time until its question is painted, in milliseconds. */
async function askFirst(editor: ProbedEditor, command: string, title: string): Promise<number> {
  const { workbench, page } = editor;
  const { quickInput } = workbench;
  await editor.startup();
  await page.keyboard.press('F1');
  await quickInput.type(`>${command}`, { accept: false });
  await quickInput.row(command).waitFor();
  const text = `document.querySelector('.quick-input-widget .quick-input-title')?.textContent ?? ''`;
  const until = `(${text}).includes(${JSON.stringify(title)})`;
  const took = await timeInPage(page, { from: 'keydown', until }, () => quickInput.accept());
  await quickInput.cancel();
  return took;
}

function figuresOf(name: string, times: Awaited<ReturnType<typeof inTurn>>, against: string): Figure[] {
  return [
    figure(`${name}.ratio`, '', ratios(times.ours, times.reference), against),
    figure(`${name}.ms`, 'ms', times.ours),
  ];
}
