import assert from 'node:assert/strict';
import fs from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import type { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { projectRoot } from '../../support/folders/projectFolders.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly 'timeout-minutes'?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly concurrency?: object;
  readonly env?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(projectRoot, '.github/workflows');
const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
const texts = fs
  .readdirSync(folder)
  .map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')] as const);
const workflows = new Map<string, Workflow>(texts.map(([name, text]) => [name, parse(text)]));
const jobs = [...workflows].flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ label: `${file}: ${name}`, job })),
);
const steps = jobs.flatMap(({ label, job }) => job.steps.map(step => ({ label, step })));

/** Matches a step that runs one script of package.json, on Linux with a display if it shows a window. */
const SCRIPT = /^(?:xvfb-run -a )?npm (?:run )?(?<script>[\w:-]+)(?: --silent)?(?: -- [\w ]+)?$/;
/** Matches an action of GitHub, pinned to a commit, with its version in a comment for people and for Dependabot. */
const PINNED_ACTION = /uses: actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/;

/** Loads GitHub's own validator, which imports JSON in a way that only bundlers understand. */
async function loadValidator(): Promise<typeof validate> {
  const hooks = registerHooks({
    load: (url, context, next) =>
      next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
  });
  try {
    return (await import('@actions/languageservice')).validate;
  } finally {
    hooks.deregister();
  }
}

describe('the workflows', () => {
  describe('as GitHub reads them', () => {
    let findProblems: (name: string, text: string) => Promise<readonly string[]>;
    before(async () => {
      const validator = await loadValidator();
      findProblems = async (name, text) => {
        const problems = await validator(TextDocument.create(`file:///${name}`, 'yaml', 1, text));
        return problems.map(({ message }) => String(message));
      };
    });

    for (const [file, text] of texts) {
      it(`have no problem in ${file}`, async () => assert.deepEqual(await findProblems(file, text), []));
    }

    it('have problems when a word or an expression is wrong', async () => {
      const text = `on: push\njobs:\n  test:\n    runs-onn: x\n    if: failur()\n    steps: [{ run: 'true' }]\n`;
      const problems = await findProblems('wrong.yml', text);
      for (const problem of [/Unexpected value 'runs-onn'/, /Unrecognized function: 'failur'/]) {
        assert.ok(
          problems.some(each => problem.test(each)),
          String(problem),
        );
      }
    });
  });

  it('run only scripts of package.json, with nothing interpolated', () => {
    const commands = steps.filter(({ step }) => step.run !== undefined);
    assert.ok(commands.length > 8);
    for (const { label, step } of commands) {
      const script = SCRIPT.exec(step.run ?? '')?.groups?.script ?? '';
      assert.ok(Object.hasOwn(manifest.scripts, script), `${label}: ${step.run}`);
    }
  });

  it('use only actions of GitHub, pinned to a commit', () => {
    for (const [file, text] of texts) {
      const uses = text.split('\n').filter(line => line.includes('uses:'));
      assert.ok(uses.length > 5);
      for (const line of uses) assert.match(line, PINNED_ACTION, file);
    }
  });

  it('give each job its own least permissions, and a time limit', () => {
    for (const [file, { permissions, concurrency }] of workflows) {
      assert.deepEqual(permissions, {}, file);
      assert.ok(concurrency, file);
    }
    for (const { label, job } of jobs) {
      const rights = Object.entries(job.permissions ?? {}).map(([scope, right]) => `${scope}: ${right}`);
      const attests = job.steps.some(({ uses }) => uses?.startsWith('actions/attest-'));
      const expected = attests
        ? ['attestations: write', 'contents: read', 'id-token: write']
        : ['contents: read'];
      assert.deepEqual(rights, expected, label);
      assert.ok(Number(job['timeout-minutes']) > 0, label);
      // A job that may sign must not run code that could sign something else.
      if (attests) assert.ok(!job.steps.some(({ run }) => run), label);
    }
  });

  it('give a secret only to the step that needs it, in a release, by the environment', () => {
    const withSecrets = steps.filter(({ step }) => JSON.stringify(step).includes('secrets.'));
    assert.deepEqual(
      withSecrets.map(({ step }) => [step.run, step.env]),
      [
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax.
        ['npm run publish:marketplace', { VSCE_PAT: '${{ secrets.VSCE_PAT }}' }],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax.
        ['npm run publish:open-vsx', { OVSX_PAT: '${{ secrets.OVSX_PAT }}' }],
      ],
    );
    for (const [file, text] of texts) {
      const inSteps = withSecrets.filter(({ label }) => label.startsWith(file)).length;
      assert.equal(text.split('secrets.').length - 1, inSteps, file);
    }
    for (const { label, job } of jobs) {
      const hasSecret = withSecrets.some(each => each.label === label);
      assert.equal(job.environment !== undefined, hasSecret, label);
    }
  });

  it('keep no token in the checkout', () => {
    for (const { label, step } of steps.filter(each => each.step.uses?.startsWith('actions/checkout@'))) {
      assert.equal(step.with?.['persist-credentials'], false, label);
    }
  });

  it('never run code of a pull request with the rights of the repository', () => {
    for (const [file, { on }] of workflows) {
      assert.ok(!Object.hasOwn(on, 'pull_request_target') && !Object.hasOwn(on, 'workflow_run'), file);
    }
  });

  it('test the stable and the oldest supported VS Code on every system', () => {
    const matrix = workflows.get('ci.yml')?.jobs.desktop?.strategy?.matrix;
    const oldest = manifest.engines.vscode.replace('^', '');
    assert.deepEqual(matrix?.vscode, ['stable', oldest]);
    assert.deepEqual(matrix?.os, ['ubuntu-latest', 'windows-latest', 'macos-latest']);
  });

  it('test before they package, and attest before they publish', () => {
    const release = workflows.get('release.yml')?.jobs as unknown as Record<string, { needs?: string }>;
    assert.deepEqual(
      Object.entries(release).map(([name, { needs }]) => [name, needs]),
      [
        ['test', undefined],
        ['package', 'test'],
        ['attest', 'package'],
        ['marketplace', 'attest'],
        ['open-vsx', 'attest'],
      ],
    );
  });
});

describe('the dependency updates', () => {
  it('cover every lock file, and the actions', () => {
    const { updates } = parse(fs.readFileSync(path.join(projectRoot, '.github/dependabot.yml'), 'utf8'));
    const [npm, actions] = updates;
    assert.deepEqual([npm['package-ecosystem'], actions['package-ecosystem']], ['npm', 'github-actions']);
    for (const folder of npm.directories) {
      assert.ok(fs.existsSync(path.join(projectRoot, folder, 'package-lock.json')), folder);
    }
    assert.equal(
      fs.globSync('{.,tools/**}/package-lock.json', { cwd: projectRoot }).length,
      npm.directories.length,
    );
  });
});

describe('the issue forms', () => {
  const forms = fs
    .globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: projectRoot })
    .filter(file => path.basename(file) !== 'config.yml');

  it('have what GitHub requires', () => {
    assert.ok(forms.length >= 2);
    for (const file of forms) {
      const { name, description, body } = parse(fs.readFileSync(path.join(projectRoot, file), 'utf8'));
      assert.ok(name && description, file);
      const ids = body.map(({ id }: { id?: string }) => id).filter(Boolean);
      assert.equal(new Set(ids).size, ids.length, file);
      for (const { type, id, attributes } of body) {
        if (type === 'markdown') assert.ok(attributes.value, file);
        else assert.ok(['input', 'textarea', 'dropdown'].includes(type) && id && attributes.label, file);
        if (type === 'dropdown')
          assert.equal(new Set(attributes.options).size, attributes.options.length, file);
      }
    }
  });
});
