// `npm run release:check -- TAG`: fails when TAG and the files of the release don't fit together. A release workflow
// names the tag by the variable GITHUB_REF_NAME.
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';
import { findReleaseProblems } from './releaseProblems.ts';

const read = (file: string): string => fs.readFileSync(path.join(projectRoot, file), 'utf8');

const problems = findReleaseProblems({
  tag: process.argv[2] ?? process.env.GITHUB_REF_NAME,
  version: JSON.parse(read('package.json')).version,
  changelog: read('CHANGELOG.md'),
});
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
