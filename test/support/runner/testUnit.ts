// Runs the unit tests. Arguments are test files (default: all) and options of mocha, such as `-g "part of a name"`.
import { JOBS, runMocha } from './mochaCommand.ts';

process.exitCode = await runMocha({
  suites: ['test/unit/**/*.test.ts'],
  jobs: JOBS.unit,
  selection: process.argv.slice(2),
});
