import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { markText, type ThisProcess, thisProcess } from '../../../../src/machine/processMark.ts';
import type { FileSystem } from '../../../../src/projectFiles/disk/diskParts.ts';
import { recoverWrites } from '../../../../src/projectFiles/disk/recoverWrites.ts';
import { writeSafely } from '../../../../src/projectFiles/disk/safeWrite.ts';
import { temporaryFolderName } from '../../../../src/projectFiles/disk/temporaryFolder.ts';
import { builtProgramEnvironment } from '../../../support/builds/builtProgram.ts';
import { crashProgram } from '../../../support/crash/crashProgram.ts';
import { diskParts, fail, withHandle } from '../../../support/folders/diskParts.ts';
import { filesBelow } from '../../../support/folders/filesBelow.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { sample } from '../../../support/runner/sampling.ts';

const PAGE = 4096;
const OLD = 'S=0ld-s3cret\n';

/** A process that looks at what this one has left behind, after it has ended. */
const nextProcess = (): ThisProcess => ({ ...thisProcess(), pid: 0, isRunning: () => false });

describe('recoverWrites', () => {
  const folder = temporaryFolder();
  const storage = temporaryFolder();
  const at = (...names: readonly string[]) => path.join(folder.path, ...names);
  const read = (name = '.env') => fs.readFileSync(at(name), 'utf8');
  const recover = (here: () => ThisProcess = nextProcess) =>
    recoverWrites(diskParts({ storage: storage.path, here }));
  const leftovers = () => [
    ...filesBelow(storage.path),
    ...fs.readdirSync(folder.path).filter(name => name.endsWith('.tmp')),
  ];
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder.path, ...args], { encoding: 'utf8' });

  /** What a process writes that is killed at each of its effects. */
  const KILLED: Readonly<Record<string, { before?: string; after: string; link?: true }>> = {
    'makes a new file': { after: 'S=n3w-s3cret\n' },
    'replaces a file': { before: OLD, after: 'S=n3w-s3cret\n' },
    'writes a file in place': { before: OLD, after: 'S=n3w-s3cret\n', link: true },
    'makes a file longer in place': {
      before: OLD,
      after: `S=n3w-s3cret\n${'#'.repeat(2 * PAGE)}`,
      link: true,
    },
    'makes a file shorter in place': {
      before: `${OLD}${'#'.repeat(2 * PAGE)}`,
      after: 'S=n3w-s3cret\n',
      link: true,
    },
  };
  for (const [what, { before, after, link }] of Object.entries(KILLED)) {
    it(`leaves nothing behind of a process that ${what}, wherever it is killed`, async () => {
      const prepare = () => {
        fs.rmSync(folder.path, { recursive: true, force: true });
        fs.mkdirSync(folder.path);
        git('init', '-q');
        if (before !== undefined) fs.writeFileSync(at('.env'), before);
        if (link) fs.linkSync(at('.env'), at('.git/other-name'));
      };
      const run = (dieAt: number) => {
        const order = { file: at('.env'), folder: folder.path, storage: storage.path, before, after, dieAt };
        const env = { ...builtProgramEnvironment(), CRASH_ORDER: JSON.stringify(order) };
        return spawnSync(process.execPath, [crashProgram('writeChild')], { env, encoding: 'utf8' });
      };
      prepare();
      const whole = run(0);
      assert.equal(whole.status, 0, whole.stderr);
      const points: readonly string[] = JSON.parse(whole.stdout);
      assert.ok(points.length >= 10);
      const numbered = points.map((name, index) => ({ name, dieAt: index + 1 }));
      for (const { name, dieAt } of sample(numbered, point => point.name)) {
        prepare();
        assert.equal(run(dieAt).signal, 'SIGKILL', name);
        const seen = `${git('status', '--porcelain', '-uall')}${git('add', '-A', '-n')}`;
        assert.equal(seen.replaceAll(/^(\?\? \.env|add '\.env')\n/gm, ''), '', `${name}: Git would add it`);
        await recover();
        const now = fs.existsSync(at('.env')) ? read() : undefined;
        assert.ok(now === before || now === after, `${name}: ${now?.slice(0, 30)}`);
        assert.deepEqual(leftovers(), [], name);
        const others = filesBelow(folder.path).filter(file => !/(?:\.env|other-name)$/.test(file));
        for (const file of others) assert.doesNotMatch(fs.readFileSync(file, 'utf8'), /s3cret/, name);
      }
    });
  }

  /** Writes in place; the process ends after so many bytes. */
  async function breakOff(before: string, after: string, bytes: number): Promise<void> {
    fs.writeFileSync(at('.env'), before);
    const fileSystem: FileSystem = withHandle(handle => {
      let left = bytes;
      const write = handle.write.bind(handle) as (
        ...args: readonly unknown[]
      ) => Promise<{ bytesWritten: number }>;
      const cut = async (buffer: Buffer, offset: number, length: number, position: number) => {
        const some = Math.min(length, left);
        left -= some;
        if (some === 0) return fail('EIO')();
        return write(buffer, offset, some, position);
      };
      Object.assign(handle, { write: cut });
    });
    await assert.rejects(
      writeSafely(
        { path: at('.env'), before: Buffer.from(before), after: Buffer.from(after) },
        folder.path,
        diskParts({ storage: storage.path, platform: 'darwin', fileSystem }),
      ),
    );
    assert.equal(filesBelow(storage.path).length, 2, 'a record and a copy');
  }

  const LONG = 'x'.repeat(3 * PAGE);
  for (const [title, before, after] of [
    ['of the same length', `a${LONG}`, `b${LONG.replaceAll('x', 'y')}`],
    ['that is longer', `a${LONG}`, `b${LONG}${LONG}`],
    ['that is shorter', `a${LONG}${LONG}`, `b${LONG.replaceAll('x', 'y')}`],
  ] as const) {
    for (const pages of [1, 2])
      it(`restores a file with ${pages} page(s) of a change ${title}`, async () => {
        await breakOff(before, after, pages * PAGE);
        assert.notEqual(read(), before);
        await recover();
        assert.equal(read(), before);
        assert.deepEqual(leftovers(), []);
      });
  }

  it('restores a file that the system had no time to fill', async () => {
    await breakOff(`a${LONG}`, `b${LONG}`, 0);
    fs.writeFileSync(at('.env'), '\0'.repeat(LONG.length));
    await recover();
    assert.equal(read(), `a${LONG}`);
  });

  it('keeps what someone else has written since, and removes the copy of the old bytes', async () => {
    await breakOff(`a${LONG}`, `b${LONG}z`, PAGE);
    for (const own of [`c${LONG}`, `a${LONG.replace('x', 'y')}`, '', 'own']) {
      fs.writeFileSync(at('.env'), own);
      const copies = filesBelow(storage.path).map(file => [file, fs.readFileSync(file)] as const);
      await recover();
      assert.equal(read(), own);
      assert.deepEqual(leftovers(), []);
      for (const [file, bytes] of copies) fs.writeFileSync(file, bytes);
    }
  });

  it('writes nothing into another file that has the name now, or through a link', async () => {
    await breakOff(`a${LONG}`, `b${LONG}`.replaceAll('x', 'y'), PAGE);
    const torn = read();
    fs.renameSync(at('.env'), at('torn'));
    fs.writeFileSync(at('.env'), torn);
    const copies = filesBelow(storage.path).map(file => [file, fs.readFileSync(file)] as const);
    await recover();
    assert.equal(read(), torn);
    for (const [file, bytes] of copies) fs.writeFileSync(file, bytes);
    fs.rmSync(at('.env'));
    fs.symlinkSync(at('torn'), at('.env'));
    await recover();
    assert.equal(read('torn'), torn);
    assert.deepEqual(leftovers(), []);
  });

  it('leaves alone what a process is writing', async () => {
    await breakOff(`a${LONG}`, `b${LONG.replaceAll('x', 'y')}`, PAGE);
    const before = leftovers();
    await recover(thisProcess);
    assert.deepEqual(leftovers(), before);
    await recover(() => ({ ...nextProcess(), isRunning: () => true }));
    assert.deepEqual(leftovers(), before);
  });

  it('waits a week for a drive that is not there', async () => {
    const lost = path.join(folder.path, 'drive', temporaryFolderName('x'));
    const { atMs, host } = thisProcess();
    const record = path.join(storage.path, `${markText({ pid: 1, host, atMs })}.x.json`);
    fs.writeFileSync(record, JSON.stringify({ kind: 'temporary', folder: lost }));
    await recover();
    assert.ok(fs.existsSync(record));
    fs.mkdirSync(lost, { recursive: true });
    fs.writeFileSync(path.join(lost, 'content'), OLD);
    await recover();
    assert.ok(!fs.existsSync(record) && !fs.existsSync(lost));
    fs.writeFileSync(record, JSON.stringify({ kind: 'temporary', folder: path.join(lost, 'y.tmp') }));
    await recover(() => ({ ...nextProcess(), atMs: atMs + 8 * 86_400_000 }));
    assert.ok(!fs.existsSync(record));
  });

  it('removes no folder but its own, and a record that is broken', async () => {
    const { atMs, host } = thisProcess();
    fs.mkdirSync(at('mine'));
    const records = [JSON.stringify({ kind: 'temporary', folder: at('mine') }), '{"kind":', 'null', ''];
    for (const [index, text] of records.entries())
      fs.writeFileSync(path.join(storage.path, `${markText({ pid: 1, host, atMs })}.${index}.json`), text);
    await recover();
    assert.ok(fs.existsSync(at('mine')));
    assert.deepEqual(leftovers(), []);
  });

  it('keeps a record that cannot be read now, with the old bytes, and restores the file later', async () => {
    for (const code of ['EMFILE', 'EACCES', 'EIO']) {
      await breakOff(`a${LONG}`, `b${LONG.replaceAll('x', 'y')}`, PAGE);
      const before = leftovers();
      const fileSystem: FileSystem = { ...fs.promises, readFile: fail(code) as FileSystem['readFile'] };
      await recoverWrites(diskParts({ storage: storage.path, here: nextProcess, fileSystem }));
      assert.deepEqual(leftovers(), before, code);
      await recover();
      assert.equal(read(), `a${LONG}`);
      assert.deepEqual(leftovers(), []);
    }
  });

  it('leaves what another version has begun to that version, for a week', async () => {
    const { atMs, host } = thisProcess();
    const name = `${markText({ pid: 1, host, atMs })}.x`;
    fs.writeFileSync(
      path.join(storage.path, `${name}.json`),
      JSON.stringify({ kind: 'appended', file: '/x' }),
    );
    fs.writeFileSync(path.join(storage.path, `${name}.before`), OLD);
    await recover();
    assert.equal(leftovers().length, 2);
    await recover(() => ({ ...nextProcess(), atMs: atMs + 8 * 86_400_000 }));
    assert.deepEqual(leftovers(), []);
  });

  it('is done before the next write', async () => {
    await breakOff(`a${LONG}`, `b${LONG.replaceAll('x', 'y')}`, PAGE);
    const change = { path: at('other.env'), before: undefined, after: Buffer.from('new') };
    await writeSafely(change, folder.path, diskParts({ storage: storage.path, here: nextProcess }));
    assert.equal(read(), `a${LONG}`);
    assert.deepEqual(leftovers(), []);
  });

  it('finds no value in a record', async () => {
    await breakOff(`${OLD}${LONG}`, `S=n3w-s3cret\n${LONG}`, 1);
    const [record] = filesBelow(storage.path).filter(file => file.endsWith('.json'));
    assert.ok(record);
    assert.doesNotMatch(fs.readFileSync(record, 'utf8'), /s3cret/);
    for (const file of filesBelow(storage.path)) assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  });
});
