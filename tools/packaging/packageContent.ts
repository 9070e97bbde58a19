import fs from 'node:fs';
import JSZip from 'jszip';

/** Reads the files of a package (`.vsix`), by their names in it, such as `extension/package.json`. */
export async function readPackageContent(file: string): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await JSZip.loadAsync(fs.readFileSync(file));
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  return new Map(
    await Promise.all(entries.map(async entry => [entry.name, await entry.async('nodebuffer')] as const)),
  );
}
