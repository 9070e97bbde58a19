import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../support/folders/projectFolders.ts';
import type { EditorOptions } from '../../support/realEditor/openEditor.ts';
import { startLocalTenant } from '../../support/tenant/localTenant.ts';
import { eventually } from '../../support/waiting/eventually.ts';
import { attachedTo } from '../../ui/attachedTo.ts';
import type { Benchmark } from '../benchmark.ts';
import { type Figure, figure } from '../figure.ts';
import { buildForRelease } from '../package/buildForRelease.ts';
import { privateMiB } from '../processMemory.ts';
import { benchExtension, openProbedEditor, type ProbedEditor } from './probedEditor.ts';
import { type ActivationTimes, activationRatio, activationTimes, totalMs } from './startupTable.ts';

const CLIENTS = 200;

/** Of one window, its heap in MiB after a collection, and its memory that no other process shares. */
interface Memory {
  readonly heapMiB: number;
  readonly privateMiB: number | undefined;
}

interface Window {
  readonly ours: ActivationTimes;
  readonly empty: ActivationTimes;
  /** Of the same window without the extension. */
  readonly without: Memory;
  readonly active: Memory;
  /** With the view open, a tenant's clients in it. */
  readonly used: Memory;
}

/** Starts windows with our extension and an empty one, in turn with windows that lack ours. */
export const measureStartup: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  buildForRelease();
  const tenant = await startLocalTenant({ from: tenantProgram, seed: CLIENTS });
  const options: EditorOptions = {
    settings: attachedTo(tenant),
    alsoInstalled: [benchExtension('empty')],
  };
  const editor = await openProbedEditor(options, scratchFolder);
  const without = await openProbedEditor({ ...options, extension: 'none' }, scratchFolder);
  try {
    const windows: Window[] = [];
    // the first one fills the caches
    for (let run = 0; run <= runs; run += 1) {
      const window = await measureWindow(editor, without);
      if (run > 0) windows.push(window);
    }
    return figuresOf(windows);
  } finally {
    await without.dispose();
    await editor.dispose();
    await tenant.stop();
  }
};

async function measureWindow(editor: ProbedEditor, other: ProbedEditor): Promise<Window> {
  await other.reload();
  const without = await memoryOf(other);
  await editor.reload();
  const times = await startupTimes(editor);
  const active = await memoryOf(editor);
  const { workbench } = editor;
  await workbench.openContainer('Client Credentials');
  await workbench.tree.expand('Client-Credentials');
  const used = await memoryOf(editor);
  // the next window is to start as this one did
  await workbench.openContainer('Explorer');
  return { ...times, without, active, used };
}

const OURS = ourId();
const EMPTY = 'bench.empty';

function ourId(): string {
  const { publisher, name } = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  return `${publisher}.${name}`;
}

/** Reads what VS Code says of this window's start. */
async function startupTimes({ workbench, page }: ProbedEditor): Promise<Pick<Window, 'ours' | 'empty'>> {
  const times = await eventually(async () => {
    await page.evaluate(`navigator.clipboard.writeText('')`);
    await workbench.runCommand('Developer: Startup Performance');
    const text = page.locator('.editor-instance .monaco-editor .view-lines');
    await text.getByText('System Info').waitFor();
    await text.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    const read = activationTimes(await workbench.clipboardText());
    const [ours, empty] = [read.get(OURS), read.get(EMPTY)];
    assert.ok(ours && empty);
    return { ours, empty };
  });
  await workbench.closeAllEditors();
  return times;
}

async function memoryOf(editor: ProbedEditor): Promise<Memory> {
  const { pid, heapBytes } = await editor.probe();
  return { heapMiB: heapBytes / 2 ** 20, privateMiB: privateMiB(pid) };
}

function figuresOf(windows: readonly Window[]): Figure[] {
  const [overEmpty, ours, empty] = [
    windows.map(window => totalMs(window.ours) - totalMs(window.empty)),
    windows.map(window => totalMs(window.ours)),
    windows.map(window => totalMs(window.empty)),
  ];
  return [
    figure('activation.overEmptyMs', 'ms', overEmpty, 'an empty extension in the same window'),
    figure(
      'activation.ratio',
      '',
      windows.map(window => activationRatio(window.ours, window.empty)),
      'an empty extension in the same window',
    ),
    figure('activation.ms', 'ms', ours),
    figure('activation.emptyMs', 'ms', empty),
    ...memoryFigures(windows, 'active', 'the same window without the extension'),
    ...memoryFigures(
      windows,
      'used',
      `the same window without the extension; the view shows ${CLIENTS} clients`,
    ),
  ];
}

function memoryFigures(windows: readonly Window[], state: 'active' | 'used', against: string): Figure[] {
  const heap = windows.map(window => window[state].heapMiB - window.without.heapMiB);
  const own = windows.flatMap(({ [state]: { privateMiB: with_ }, without: { privateMiB: without } }) =>
    with_ === undefined || without === undefined ? [] : [with_ - without],
  );
  return [
    figure(`memory.${state}HeapMiB`, 'MiB', heap, against),
    ...(own.length > 0 ? [figure(`memory.${state}MiB`, 'MiB', own, against)] : []),
  ];
}
