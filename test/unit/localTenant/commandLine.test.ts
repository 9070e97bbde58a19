import assert from 'node:assert/strict';
import { readCommandLine, USAGE } from '../../../src/localTenant/commandLine.ts';

describe('local tenant: command line', () => {
  it('reads all options', () => {
    const args = ['--port', '0', '--data', 'x/y', '--seed', '50000', '--end-with-stdin'];
    args.push('--regional', '--faults', 'f.json');
    assert.deepEqual(readCommandLine(args, '/home'), {
      ok: true,
      value: {
        port: 0,
        dataFolder: '/home/x/y',
        sampleClients: 50_000,
        regional: true,
        faultFile: '/home/f.json',
        endWithStdin: true,
      },
    });
  });

  it('has defaults: port 5005, no samples, no faults, not regional, standard input ignored', () => {
    assert.deepEqual(readCommandLine(['--data', '/data'], '/home'), {
      ok: true,
      value: {
        port: 5005,
        dataFolder: '/data',
        sampleClients: 0,
        regional: false,
        faultFile: undefined,
        endWithStdin: false,
      },
    });
  });

  const refused: readonly (readonly [string, string[]])[] = [
    ['--data', []],
    ['--data', ['--data', '']],
    ['--data', ['--port', '1', '--data']],
    ['--port', ['--data', 'd', '--port', '65536']],
    ['--port', ['--data', 'd', '--port', '-1']],
    ['--port', ['--data', 'd', '--port=']],
    ['--seed', ['--data', 'd', '--seed', '50001']],
    ['--seed', ['--data', 'd', '--seed', '1e3']],
    ['--what', ['--data', 'd', '--what']],
    ['stray', ['--data', 'd', 'stray']],
  ];
  for (const [named, args] of refused) {
    it(`refuses "${args.join(' ')}" and names ${named}`, () => {
      const read = readCommandLine(args, '/');
      assert.ok(!read.ok && read.reason.includes(named), JSON.stringify(read));
    });
  }

  it('explains each option', () => {
    for (const option of ['--data', '--port', '--seed', '--end-with-stdin'])
      assert.ok(USAGE.includes(`\n  ${option} `));
  });
});
