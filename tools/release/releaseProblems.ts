/** The data of a release that must agree. */
export interface ReleaseInput {
  /** The tag, such as `v1.2.3`; `undefined` if it isn't known. */
  readonly tag: string | undefined;
  /** The version of package.json. */
  readonly version: string;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
}

/** Returns the reasons why a release can't be made. */
export function findReleaseProblems({ tag, version, changelog }: ReleaseInput): readonly string[] {
  const problems = [];
  if (!tag) problems.push('No tag is given. Name it, as in: npm run release:check -- v1.2.3');
  else if (tag !== `v${version}`)
    problems.push(`The tag is ${tag}, but package.json has version ${version}.`);
  const heading = changelog.split('\n').find(line => `${line} `.startsWith(`## ${version} `));
  if (heading === undefined) problems.push(`CHANGELOG.md has no heading “## ${version}”.`);
  else if (/unreleased/i.test(heading)) problems.push(`CHANGELOG.md calls version ${version} unreleased.`);
  return problems;
}
