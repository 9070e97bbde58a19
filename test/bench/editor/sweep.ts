import { startLocalTenant } from '../../support/tenant/localTenant.ts';
import { attachedTo } from '../../ui/attachedTo.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure } from '../figure.ts';
import { buildForRelease } from '../package/buildForRelease.ts';
import { openProbedEditor, type ProbeReport } from './probedEditor.ts';

const CLIENTS = 10_000;
/** Each takes seconds, and they vary little. */
const MOST_RUNS = 3;
/** For a machine that is busy with something else, milliseconds. */
const ENDS_WITHIN_MS = 120_000;

/** Surveys 10,000 clients by the command, in a real editor, and looks at what that does to its extension host. */
export const measureEditorSweep: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  buildForRelease();
  const tenant = await startLocalTenant({ from: tenantProgram, seed: CLIENTS });
  const editor = await openProbedEditor({ settings: attachedTo(tenant) }, scratchFolder);
  const { workbench } = editor;
  const swept: (ProbeReport & { readonly tookMs: number; readonly heapBefore: number })[] = [];
  try {
    for (let run = 0; run < Math.min(runs, MOST_RUNS); run += 1) {
      await editor.reload();
      const { heapBytes: heapBefore } = await editor.probe();
      let tookMs = 0;
      const report = await editor.probe(async () => {
        await workbench.runCommand('Client Credentials: Check All Expiries');
        const start = performance.now();
        await workbench.webview().getByRole('heading').first().waitFor({ timeout: ENDS_WITHIN_MS });
        tookMs = performance.now() - start;
      });
      swept.push({ ...report, tookMs, heapBefore });
      await workbench.closeAllEditors();
    }
  } finally {
    await editor.dispose();
    await tenant.stop();
  }
  const of = (pick: (one: (typeof swept)[number]) => number) => swept.map(pick);
  const what = `Check All Expiries over ${CLIENTS} clients`;
  const mib = 2 ** 20;
  return [
    figure(
      'editorSweep10000.ms',
      'ms',
      of(each => each.tookMs),
      `${what}, until the timeline is shown`,
    ),
    figure(
      'editorSweep10000.eventLoopP99Ms',
      'ms',
      of(each => each.delayP99Ms),
      what,
    ),
    figure(
      'editorSweep10000.eventLoopMaxMs',
      'ms',
      of(each => each.delayMaxMs),
      what,
    ),
    figure(
      'editorSweep10000.heapPeakMiB',
      'MiB',
      of(each => (each.heapPeakBytes - each.heapBefore) / mib),
      'the extension host before; with garbage',
    ),
    figure(
      'editorSweep10000.heapAfterMiB',
      'MiB',
      of(each => (each.heapBytes - each.heapBefore) / mib),
      'the extension host before',
    ),
  ];
};
