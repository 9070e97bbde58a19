import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findReleaseProblems } from '../../../tools/release/releaseProblems.ts';
import { projectRoot } from '../../support/folders/projectFolders.ts';

const { version } = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));

/** Runs a program with only the given tokens and tag in its environment. */
function run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { VSCE_PAT, OVSX_PAT, GITHUB_REF_NAME, ...rest } = process.env;
  return spawnSync(process.execPath, [path.join(projectRoot, 'tools/release', program), ...args], {
    encoding: 'utf8',
    env: { ...rest, ...environment },
  });
}

describe('findReleaseProblems', () => {
  const changelog = '# Changelog\n\n## 1.2.3 (2026-11-28)\n\n- Text\n\n## 1.2.2 (unreleased)\n';

  it('finds nothing when tag, version and changelog agree', () => {
    assert.deepEqual(findReleaseProblems({ tag: 'v1.2.3', version: '1.2.3', changelog }), []);
  });

  const cases: [title: string, tag: string | undefined, version: string, problems: RegExp[]][] = [
    ['another version', 'v1.2.4', '1.2.3', [/The tag is v1\.2\.4, but package\.json has version 1\.2\.3\./]],
    ['a tag without v', '1.2.3', '1.2.3', [/The tag is 1\.2\.3/]],
    ['no tag', undefined, '1.2.3', [/No tag is given/]],
    ['an unreleased version', 'v1.2.2', '1.2.2', [/calls version 1\.2\.2 unreleased/]],
    ['a version that only starts alike', 'v1.2', '1.2', [/has no heading “## 1\.2”/]],
    ['several problems', 'main', '2.0.0', [/The tag is main/, /has no heading/]],
  ];
  for (const [title, tag, of, problems] of cases) {
    it(`finds ${title}`, () => {
      const found = findReleaseProblems({ tag, version: of, changelog });
      assert.equal(found.length, problems.length);
      for (const [index, problem] of problems.entries()) assert.match(found[index] ?? '', problem);
    });
  }
});

describe('npm run release:check', () => {
  it('reads the tag from the environment, and fails when it names another version', () => {
    const { status, stderr } = run('checkRelease.ts', [], { GITHUB_REF_NAME: 'v999.0.0' });
    assert.equal(status, 1);
    assert.ok(stderr.includes(`The tag is v999.0.0, but package.json has version ${version}.`), stderr);
  });
});

describe('npm run publish:…', () => {
  it('refuses an unknown registry', () => {
    const { status, stderr } = run('publish.ts', ['nowhere']);
    assert.equal(status, 1);
    assert.match(stderr, /Name a registry: marketplace or open-vsx\./);
  });

  for (const [registry, variable] of [
    ['marketplace', 'VSCE_PAT'],
    ['open-vsx', 'OVSX_PAT'],
  ] as const) {
    it(`says which token ${registry} requires`, () => {
      const { status, stderr } = run('publish.ts', [registry]);
      assert.equal(status, 1);
      assert.ok(stderr.endsWith(`requires a token in the environment variable ${variable}.\n`), stderr);
    });
  }

  it('refuses a missing package', () => {
    const { status, stderr } = run('publish.ts', ['marketplace', '--dry-run', '/nowhere/missing.vsix']);
    assert.equal(status, 1);
    assert.match(stderr, /missing\.vsix doesn't exist\. Run “npm run package” first\./);
  });
});
