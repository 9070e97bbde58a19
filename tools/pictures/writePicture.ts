import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

/** A window has few colours: with these, nobody sees which shades are missing; with sixteen, green is grey. */
const COLOURS = 48;

/** Writes a screenshot as a small PNG with a palette of its own. */
export async function writePicture(file: string, screenshot: Buffer): Promise<void> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await sharp(screenshot)
    .png({ palette: true, colours: COLOURS, dither: 0, compressionLevel: 9, effort: 10 })
    .toFile(file);
}
