import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { sample } from '../../../support/runner/sampling.ts';
import { FilesProgram } from '../../tools/files/filesProgram.ts';
import { BYTE_CASES, REASON_CASES } from './cases/bytes.ts';
import { DOTNET_CASES, USER_SECRET_CASES } from './cases/dotnet.ts';
import { ELSEWHERE_CASES } from './cases/elsewhere.ts';
import { ENCRYPTED_CASES, NOT_OFFERED_CASES } from './cases/encrypted.ts';
import { HIDDEN_CASES } from './cases/hiddenTexts.ts';
import { JSON_CASES } from './cases/json.ts';
import { LINE_CASES } from './cases/lines.ts';
import { MARKUP_CASES } from './cases/markup.ts';
import { NAME_CASES, OTHER_NAME_CASES } from './cases/names.ts';
import { NOT_OURS_CASES } from './cases/notOurs.ts';
import { PREVIEW_CASES } from './cases/previews.ts';
import { type Files, SECRET, type SetCase, type TableCase, VALUES } from './cases/tableCase.ts';
import { BARE_CASES, VALUE_CASES } from './cases/values.ts';
import { FILE_CASES, GROUP_CASES, LAUNCH_CASES } from './cases/whichFile.ts';
import { WHOSE_CASES } from './cases/whose.ts';

/** Each prefix in each format, with one of its names. */
const prefixAndFile = ({ title, files }: TableCase): string =>
  `${Object.keys(files)[0]} ${title
    .toLowerCase()
    .replace(/^the keys |[^a-z]/g, '')
    .slice(0, 3)}`;

/** The rows of `shapes.md` and `cases.md`, by their sections. */
const TABLES: Readonly<Record<string, readonly TableCase[]>> = {
  'JSON and JSONC': JSON_CASES,
  'INI, properties, dotenv': LINE_CASES,
  'YAML, TOML, XML, code': MARKUP_CASES,
  'names of the fields': sample(NAME_CASES, prefixAndFile),
  'other names of the fields': OTHER_NAME_CASES,
  'what looks like ours and is not': NOT_OURS_CASES,
  'whose keys are': WHOSE_CASES,
  'secrets that are elsewhere': ELSEWHERE_CASES,
  // Each value in one of the formats.
  'values between quotation marks': sample(VALUE_CASES, ({ title }) => title),
  'values without quotation marks': BARE_CASES,
  'encrypted files': NOT_OFFERED_CASES,
  'keys that .NET has already': DOTNET_CASES,
  'the preview': PREVIEW_CASES,
  'what the preview hides': HIDDEN_CASES,
  'which file': FILE_CASES,
  'which group': GROUP_CASES,
  'launch configurations': LAUNCH_CASES,
};

const SET_TABLES: Readonly<Record<string, readonly SetCase[]>> = {
  'bytes that stay': BYTE_CASES,
  'reasons that are true': REASON_CASES,
  'encrypted files': ENCRYPTED_CASES,
};

/** A folder on disk, and the running program that is asked about it. */
class Project {
  readonly folder: string;
  readonly #program: FilesProgram;

  constructor(folder: string, program: FilesProgram) {
    this.folder = folder;
    this.#program = program;
  }

  put(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
  }

  /** Returns all files with their texts. */
  texts(): Files {
    const files = fs.readdirSync(this.folder, { recursive: true, withFileTypes: true });
    return Object.fromEntries(
      files
        .filter(file => file.isFile())
        .map(file => path.join(file.parentPath, file.name))
        .map(file => [this.relative(file), fs.readFileSync(file, 'utf8')]),
    );
  }

  relative(file: string): string {
    return path.relative(this.folder, file).replaceAll(path.sep, '/');
  }

  ask(request: object) {
    return this.#program.ask({ folder: this.folder, ...request });
  }
}

interface Target {
  readonly file: string;
  readonly reason: string;
}

/** Checks one row: what is offered, what the preview shows, and what is written, which is written again without a change. */
async function playRow(project: Project, row: TableCase): Promise<void> {
  const { files, target, after, shown, hidden } = row;
  const isPublic = row.values?.clientType === 'authorizationCode' || row.values?.clientType === 'deviceCode';
  const plain = { ...VALUES, ...row.values };
  const values = isPublic ? plain : { ...plain, clientSecret: SECRET };
  project.put(files);
  const targets: readonly Target[] = (await project.ask({ do: 'targets', values: plain })).targets;
  const offered = targets
    .filter(({ reason }) => reason !== 'newFile')
    .map(({ file, reason }) => `${project.relative(file)} ${reason}`);
  if (row.offered) assert.deepEqual(offered, row.offered);
  if (!after) return;
  const [file = ''] = Object.keys(after);
  assert.equal(project.relative(targets[target]?.file ?? ''), file, JSON.stringify(offered));

  const preview = await project.ask({ do: 'preview', target, values });
  for (const side of [preview.before, preview.after])
    for (const text of [SECRET, Buffer.from(SECRET).toString('base64'), ...hidden])
      assert.ok(!side.includes(text), side);
  if (shown) assert.deepEqual([preview.before, preview.after], shown);
  assert.notEqual(preview.after, preview.before);
  assert.deepEqual(project.texts(), files);

  const answer = await project.ask({ do: 'insert', target, values });
  assert.equal(answer.error, undefined);
  assert.deepEqual(project.texts(), { ...files, ...after });

  if (targets[target]?.reason === 'launchConfiguration') return;
  const again = await project.ask({ do: 'insert', target: 0, values });
  assert.equal(project.relative(again.written), file, 'the group of the client comes first');
  assert.deepEqual(project.texts(), { ...files, ...after });
}

describe('the table of shapes and cases, through npm run files', () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'client-credentials-home-'));
  const folder = temporaryFolder();
  let program: FilesProgram;
  before(() => {
    program = new FilesProgram(home);
  });
  after(async () => {
    await program.end();
    fs.rmSync(home, { recursive: true, force: true });
  });

  for (const [section, rows] of Object.entries(TABLES)) {
    describe(section, () => {
      for (const row of rows)
        it(`${row.after ? 'fills' : 'leaves alone'} ${row.title}${row.after ? ` (${Object.keys(row.after)[0]})` : ''}`, () =>
          playRow(new Project(folder.path, program), row));
    });
  }

  for (const [section, rows] of Object.entries(SET_TABLES)) {
    describe(section, () => {
      for (const { title, file, text, set, after } of rows) {
        const isRefused = typeof after === 'object' && 'code' in after;
        it(`${isRefused ? 'refuses' : 'keeps'} ${title} (${file})`, async () => {
          const project = new Project(folder.path, program);
          project.put({ [file]: text });
          const at = path.join(folder.path, file);
          const answer = await project.ask({
            do: 'set',
            file: at,
            set: set.map(([key, value]) => ({ keyPath: key.split('/'), value })),
          });
          if (isRefused) {
            assert.equal(answer.error?.code, after.code, JSON.stringify(answer));
            assert.equal(answer.error.message, `${after.code}: ${at} (${after.detail})`);
            assert.deepEqual(fs.readFileSync(at), Buffer.from(text));
          } else {
            assert.deepEqual(answer, { ok: true });
            assert.deepEqual(fs.readFileSync(at), Buffer.from(after));
          }
        });
      }
    });
  }

  describe('user secrets of .NET', () => {
    for (const [title, settings, text, wanted] of USER_SECRET_CASES)
      it(`writes no key twice: ${title}`, async () => {
        const project = new Project(folder.path, program);
        project.put({
          'Api.csproj': '<Project><UserSecretsId>table</UserSecretsId></Project>',
          'appsettings.json': settings,
        });
        const values = { ...VALUES, clientSecret: SECRET };
        const offered = async () => {
          const { targets } = await project.ask({ do: 'targets', values });
          return targets.findIndex(({ reason }: Target) => reason === 'userSecrets');
        };
        const { targets } = await project.ask({ do: 'targets', values });
        const { file } = targets[await offered()];
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, text);
        await project.ask({ do: 'insert', target: await offered(), values });
        assert.deepEqual(JSON.parse(fs.readFileSync(file, 'utf8')), wanted);
      });
  });
});
