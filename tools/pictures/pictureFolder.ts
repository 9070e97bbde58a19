import path from 'node:path';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';

/** Set by `npm run pictures`: the pictures that ship are drawn anew. */
export const DRAW_VARIABLE = 'DRAW_PICTURES';

/** Whether the pictures that ship are drawn anew, instead of only being tried. */
export const drawsForReal = (): boolean => process.env[DRAW_VARIABLE] !== undefined;

/** Where pictures go: into `media/` for real, else beside the other results. */
export const pictureFolder = (): string =>
  path.join(projectRoot, drawsForReal() ? 'media' : 'test-results/pictures');
