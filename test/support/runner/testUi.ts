// Runs the UI tests: each opens a real editor in a headless Chromium with the built extension installed.
// Arguments are test files (default: all) and options of mocha, such as `-g "part of a name"`.
import { runUiTests } from './runUiTests.ts';

runUiTests(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
