// `npm run pictures`: takes the pictures of the walkthrough and of README.md again in a real editor.
import { runUiTests } from '../../test/support/runner/runUiTests.ts';
import { DRAW_VARIABLE } from './pictureFolder.ts';

process.env[DRAW_VARIABLE] = 'yes';
process.exitCode = await runUiTests(['-g', 'the pictures']);
