import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../folders/projectFolders.ts';

/**
 * The limit of every test and hook, in milliseconds. It only ends tests that hang: each test takes seconds, and may take a
 * hundred times as long on another machine.
 */
export const TEST_LIMIT_MS: number = JSON.parse(
  fs.readFileSync(path.join(projectRoot, '.mocharc.json'), 'utf8'),
).timeout;

/** The longest time that a test waits for one thing, in milliseconds. */
export const WAIT_LIMIT_MS = TEST_LIMIT_MS / 3;

/** A run hangs if no test ends and nothing is printed for this time, in milliseconds. */
export const HANG_LIMIT_MS = 2 * TEST_LIMIT_MS;
