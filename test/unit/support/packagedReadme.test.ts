import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { packagedReadme } from '../../support/builds/packagedReadme.ts';
import { projectRoot } from '../../support/folders/projectFolders.ts';

describe('the README of the package', () => {
  it('has no picture and no link that only the repository could show', () => {
    const before = [
      '# Title\n\n<img src="media/readme/clients.dark.png" width="593" alt="The view">\n\nText, and more in',
      '[Settings](docs/settings.md) or [here](#settings) or [there](https://docs.aveva.com/).\n',
      '<img src="https://docs.aveva.com/picture.png" alt="Theirs">\n',
    ].join(' ');
    const after = [
      '# Title\n\nText, and more in',
      'Settings or [here](#settings) or [there](https://docs.aveva.com/).\n',
      '<img src="https://docs.aveva.com/picture.png" alt="Theirs">\n',
    ].join(' ');
    assert.equal(packagedReadme(before), after);
  });

  it('has all other text of README.md', () => {
    const readme = fs.readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
    const packaged = packagedReadme(readme);
    assert.doesNotMatch(packaged, /(?:src="|\]\()(?:media|docs|CONTRIBUTING)/);
    const headings = (text: string) => text.match(/^#.*$/gm);
    assert.deepEqual(headings(packaged), headings(readme));
  });

  it('has existing targets for the links and pictures of the repository’s pages', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', ...fs.globSync('docs/*.md', { cwd: projectRoot })];
    let found = 0;
    for (const page of pages) {
      const text = fs.readFileSync(path.join(projectRoot, page), 'utf8');
      for (const [, source, link] of text.matchAll(/<img src="([^"]+)"|\]\(([^)#]+)[^)]*\)/g)) {
        const target = source ?? link ?? '';
        if (/^\w+:/.test(target)) continue;
        found += 1;
        assert.ok(fs.existsSync(path.join(projectRoot, path.dirname(page), target)), `${page}: ${target}`);
      }
    }
    assert.ok(found > 8);
  });
});
