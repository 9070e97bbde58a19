import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

/** Number of colors of a picture. A window needs few, but with sixteen, green becomes gray. */
const COLOURS = 48;

/** Writes a screenshot as a small picture with few colors: PNG, or lossless WebP, which is smaller, by the file's name. */
export async function writePicture(file: string, screenshot: Buffer): Promise<void> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const png = await sharp(screenshot)
    .png({ palette: true, colours: COLOURS, dither: 0, compressionLevel: 9, effort: 10 })
    .toBuffer();
  if (!file.endsWith('.webp')) return fs.writeFileSync(file, png);
  await sharp(png).webp({ lossless: true, effort: 6 }).toFile(file);
}
