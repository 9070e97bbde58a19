import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';

const CYCLONEDX = path.join(
  projectRoot,
  'node_modules/@cyclonedx/cyclonedx-esbuild/bin/cyclonedx-esbuild-cli.js',
);

/** Removes the files without any byte in a bundle, because their packages don't ship. */
const onlyShipped = ({ inputs, outputs }: Metafile): Metafile => ({
  inputs,
  outputs: Object.fromEntries(
    Object.entries(outputs).map(([file, output]) => [
      file,
      {
        ...output,
        inputs: Object.fromEntries(
          Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
        ),
      },
    ]),
  ),
});

/**
 * Writes the software bill of materials of the bundles: CycloneDX 1.6 as JSON, valid against its schema, and the same
 * bytes for the same bundles (no date, no random serial number).
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function writeSbom(metafile: Metafile, file: string): void {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'sbom-'));
  try {
    const input = path.join(scratch, 'metafile.json');
    fs.writeFileSync(input, JSON.stringify(onlyShipped(metafile)));
    const options = [
      ...['--spec-version', '1.6', '--build-working-dir', projectRoot],
      ...['--output-reproducible', '--validate', '--output-file', path.resolve(file)],
    ];
    // If this fails, the message of the error has the program's output.
    execFileSync(process.execPath, [CYCLONEDX, ...options, input], { cwd: projectRoot, stdio: 'pipe' });
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
