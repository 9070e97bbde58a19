import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../support/folders/projectFolders.ts';
import { type Editor, type EditorOptions, openEditor } from '../../support/realEditor/openEditor.ts';
import { eventually } from '../../support/waiting/eventually.ts';

/** What the probe has seen of the extension host. */
export interface ProbeReport {
  readonly pid: number;
  /** How late the event loop came to what was due. */
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  /** Heap in use after a collection of garbage. */
  readonly heapBytes: number;
  /** Most that was in use meanwhile, garbage included. */
  readonly heapPeakBytes: number;
}

/** What the probe measures of the first 10 seconds of an extension host. */
export interface StartupReport {
  /** CPU time of the process, user and system, in milliseconds. */
  readonly cpuMs: number;
  /** Heap in use after a garbage collection. */
  readonly heapBytes: number;
}

/** An editor with the probe in its extension host. */
export interface ProbedEditor extends Editor {
  /** Has the probe measure while something happens. */
  probe(task?: () => Promise<void>): Promise<ProbeReport>;
  /** Loads the window anew, with none of our views open, and returns what its first 10 seconds cost. */
  startup(): Promise<StartupReport>;
}

/** The editor stores at such intervals which views are open, milliseconds; one that is loaded anew before forgets it. */
const STORED_EVERY_MS = 5000;

/** The folder of an extension that belongs to the benchmarks. */
export const benchExtension = (name: 'empty' | 'probe'): string =>
  path.join(projectRoot, 'test/bench/editor', name);

/** Opens an editor with the probe, which leaves its reports in a folder. */
export async function openProbedEditor(options: EditorOptions, folder: string): Promise<ProbedEditor> {
  const file = path.join(folder, `probe-${randomUUID()}.json`);
  const editor = await openEditor({
    ...options,
    environment: { ...options.environment, PROBE_FILE: file },
    alsoInstalled: [benchExtension('probe'), ...(options.alsoInstalled ?? [])],
  });
  const { workbench } = editor;
  const reloadWithoutViews = (): Promise<void> =>
    eventually(async () => {
      await workbench.openContainer('Explorer');
      await sleep(STORED_EVERY_MS + 1000);
      await editor.reload();
      assert.equal(await workbench.containerTab('Explorer').getAttribute('aria-selected'), 'true');
    });
  return {
    ...editor,
    async probe(task = async () => {}) {
      fs.rmSync(file, { force: true });
      await editor.workbench.runCommand('Probe: Measure');
      await task();
      await editor.workbench.runCommand('Probe: Report');
      return eventually(() => JSON.parse(fs.readFileSync(file, 'utf8')));
    },
    async startup() {
      const startupFile = `${file}.startup`;
      fs.rmSync(startupFile, { force: true });
      await reloadWithoutViews();
      return eventually(() => JSON.parse(fs.readFileSync(startupFile, 'utf8')));
    },
  };
}
