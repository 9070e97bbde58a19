import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../folders/projectFolders.ts';

/**
 * The limit of every test and hook, in milliseconds. It ends what hangs, and says nothing about speed: each test takes
 * seconds, and may take a hundred times as long on another machine.
 */
export const TEST_LIMIT_MS: number = JSON.parse(
  fs.readFileSync(path.join(projectRoot, '.mocharc.json'), 'utf8'),
).timeout;

/** The longest that a test waits for one thing, in milliseconds: what has not come by then never comes. */
export const WAIT_LIMIT_MS = TEST_LIMIT_MS / 3;

/** A run in which no test ends and nothing is printed for so long hangs, in milliseconds. */
export const HANG_LIMIT_MS = 2 * TEST_LIMIT_MS;
