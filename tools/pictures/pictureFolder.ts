import path from 'node:path';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';

/** Set by `npm run pictures` to replace the pictures that ship. */
export const DRAW_VARIABLE = 'DRAW_PICTURES';

/** Whether the pictures that ship are replaced. */
export const drawsForReal = (): boolean => process.env[DRAW_VARIABLE] !== undefined;

/** Returns the folder for pictures: `media/` to replace those that ship, otherwise the folder of test results. */
export const pictureFolder = (): string =>
  path.join(projectRoot, drawsForReal() ? 'media' : 'test-results/pictures');
