import { type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';
import { attachedTo } from '../../ui/attachedTo.ts';
import type { Benchmark } from '../benchmark.ts';
import { type Figure, figure, inTurn, ratios } from '../figure.ts';
import { buildForRelease } from '../package/buildForRelease.ts';
import { openProbedEditor, type ProbedEditor } from './probedEditor.ts';

const LARGE = 50_000;
const SMALL = 200;
/** Presses of Page Down while the delays of the extension host are watched. */
const SCROLLS = 20;

/** An editor with our extension and the probe, on a tenant of its own. */
interface Stage {
  readonly tenant: LocalTenant;
  readonly editor: ProbedEditor;
  /** Opens the node of a label for the first time, and returns how long until its children are painted, in ms. */
  paint(container: string, label: string): Promise<number>;
  dispose(): Promise<void>;
}

async function openStage(seed: number, tenantProgram: string, folder: string): Promise<Stage> {
  const tenant = await startLocalTenant({ from: tenantProgram, seed });
  const editor = await openProbedEditor({ settings: attachedTo(tenant) }, folder);
  const { workbench, page } = editor;
  return {
    tenant,
    editor,
    async paint(container, label) {
      await workbench.openContainer(container);
      const row = workbench.tree.item(label);
      await row.and(page.locator('[aria-expanded="false"]')).waitFor();
      return page.evaluate<number>(`(${paintChildren})(${JSON.stringify(label)})`);
    },
    async dispose() {
      await editor.dispose();
      await tenant.stop();
    },
  };
}

const OURS = ['Client Credentials', 'Client-Credentials'] as const;
const BARE = ['Probe', 'Static'] as const;

/** Runs in the page: presses a row's twistie and waits until rows of the second level have been painted. */
const paintChildren = `label => new Promise(resolve => {
  const element = [...document.querySelectorAll('[role="treeitem"]')].find(
    row => row.querySelector('.label-name')?.textContent === label,
  );
  const tree = element.closest('.monaco-list');
  const start = performance.now();
  const observer = new MutationObserver(() => {
    if (!tree.querySelector('[role="treeitem"][aria-level="2"]')) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - start));
  });
  observer.observe(tree, { childList: true, subtree: true });
  element.querySelector('.monaco-tl-twistie').click();
})`;

/** What a user does with a large tenant: opening, scrolling, more, filtering, sorting. */
async function useLargeTenant({ editor }: Stage): Promise<void> {
  const { workbench, page } = editor;
  const { tree, quickInput } = workbench;
  await workbench.openContainer('Client Credentials');
  await tree.expand('Client-Credentials');
  await tree.item('Local administrator').click();
  for (let count = 0; count < SCROLLS; count += 1) await page.keyboard.press('PageDown');
  await page.keyboard.press('End');
  await workbench.runCommand('Client Credentials: Filter Clients…');
  await quickInput.waitForTitle('Filter Clients');
  await quickInput.type('rotterdam');
  await page.getByText('Filter: “rotterdam”').waitFor();
  await workbench.runCommand('Client Credentials: Sort Clients…');
  await quickInput.pick('By name');
  await page.getByText('sorted by name').waitFor();
  await workbench.runCommand('Client Credentials: Clear Filter');
  await page.getByText('Filter: “rotterdam”').waitFor({ state: 'detached' });
}

/** Paints the tree of the largest tenant, and uses it, in a real editor. */
export const measureTree: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  buildForRelease();
  const figures: Figure[] = [];
  const large = await openStage(LARGE, tenantProgram, scratchFolder);
  const small = await openStage(SMALL, tenantProgram, scratchFolder);
  try {
    const bare = await inTurn(
      runs,
      async () => {
        await large.editor.reload();
        return large.paint(...OURS);
      },
      () => large.paint(...BARE),
    );
    figures.push(
      figure(
        'treePaint.overBareRatio',
        '',
        ratios(bare.ours, bare.reference),
        'a bare tree of 1,001 static items',
      ),
    );
    const afresh = (stage: Stage) => async () => {
      await stage.editor.reload();
      return stage.paint(...OURS);
    };
    const sizes = await inTurn(runs, afresh(large), afresh(small));
    figures.push(
      figure('treePaint50000.ratio', '', ratios(sizes.ours, sizes.reference), 'a tenant with 200 clients'),
      figure('treePaint50000.ms', 'ms', sizes.ours),
    );
    const before = await large.editor.probe();
    const used = await large.editor.probe(() => useLargeTenant(large));
    const perThousandKiB = (used.heapBytes - before.heapBytes) / 1024 / (LARGE / 1000);
    figures.push(
      figure('list50000.eventLoopP99Ms', 'ms', [used.delayP99Ms], 'opening, scrolling, filter, sort'),
      figure('list50000.eventLoopMaxMs', 'ms', [used.delayMaxMs], 'opening, scrolling, filter, sort'),
      figure('list50000.heapPer1000KiB', 'KiB', [perThousandKiB], 'the extension host before'),
    );
    return figures;
  } finally {
    await small.dispose();
    await large.dispose();
  }
};
