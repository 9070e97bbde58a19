// Measures what we claim about speed, each figure against a reference in the same run.
//   npm run bench [-- --json FILE] [--markdown FILE] [--only NAME] [--runs N]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { editorCache } from '../support/folders/projectFolders.ts';
import { installEditor } from '../support/realEditor/install/installEditor.ts';
import { buildShippedTenant } from '../support/tenant/shippedTenant.ts';
import type { Benchmark } from './benchmark.ts';
import { measureCalibration } from './calibration.ts';
import { measureSweep } from './credentials/sweep.ts';
import { measureConnectedStartup } from './editor/connectedStartup.ts';
import { measureFirstClicks } from './editor/firstClicks.ts';
import { measureOneClick } from './editor/oneClick.ts';
import { measureStartup } from './editor/startup.ts';
import { measureEditorSweep } from './editor/sweep.ts';
import { measureTimeline } from './editor/timeline.ts';
import { measureTree } from './editor/tree.ts';
import { type Figure, figureTable } from './figure.ts';
import { figureMarkdown, type Machine } from './figureMarkdown.ts';
import { measureListing } from './localTenant/listing.ts';
import { measureStart } from './localTenant/start.ts';
import { measureTokens } from './localTenant/tokens.ts';
import { measureSizes } from './package/sizes.ts';
import { measureDiscovery } from './projectFiles/discovery.ts';
import { measureEditing } from './projectFiles/editing.ts';
import { measureServiceListing } from './service/listing.ts';

/** All benchmarks, by the name that `--only` takes. */
const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  'localTenant.start': measureStart,
  'localTenant.listing': measureListing,
  'localTenant.tokens': measureTokens,
  'credentials.sweep': measureSweep,
  'service.listing': measureServiceListing,
  'projectFiles.editing': measureEditing,
  'projectFiles.discovery': measureDiscovery,
  'package.sizes': measureSizes,
  'editor.startup': measureStartup,
  'editor.connectedStartup': measureConnectedStartup,
  'editor.firstClicks': measureFirstClicks,
  'editor.tree': measureTree,
  'editor.timeline': measureTimeline,
  'editor.oneClick': measureOneClick,
  'editor.sweep': measureEditorSweep,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      markdown: { type: 'string' },
      only: { type: 'string', default: '' },
      runs: { type: 'string', default: '7' },
    },
  });
  const scratchFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const tenantProgram = await buildShippedTenant(path.join(scratchFolder, 'program'));
    const context = { tenantProgram, scratchFolder, runs: Number(values.runs) };
    const calibration = measureCalibration();
    const figures: Figure[] = [calibration];
    for (const [name, measure] of Object.entries(BENCHMARKS)) {
      if (!name.startsWith(values.only)) continue;
      process.stderr.write(`${name} …\n`);
      figures.push(...(await measure(context)));
    }
    console.log(figureTable(figures));
    if (values.json) fs.writeFileSync(values.json, `${JSON.stringify({ figures }, null, 2)}\n`);
    if (!values.markdown) return;
    const machine = await readMachine(context.runs, calibration.value);
    fs.writeFileSync(values.markdown, figureMarkdown(figures, machine));
  } finally {
    fs.rmSync(scratchFolder, { recursive: true, force: true });
  }
}

async function readMachine(runs: number, calibrationMs: number): Promise<Machine> {
  const manifest = path.join(await installEditor(editorCache), 'package.json');
  const { version: editor } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  return { cores: os.availableParallelism(), node: process.versions.node, editor, runs, calibrationMs };
}

await main();
