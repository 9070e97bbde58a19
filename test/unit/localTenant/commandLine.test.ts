import assert from 'node:assert/strict';
import { readCommandLine, USAGE } from '../../../src/localTenant/commandLine.ts';

describe('local tenant: command line', () => {
  it('reads all options', () => {
    const args = ['--port', '0', '--data', 'x/y', '--seed', '50000', '--end-with-stdin'];
    args.push('--regional', '--faults', 'f.json', '--profile', 'strict');
    args.push('--issuer', 'https://id.example/identity', '--tls', 'c.pem', '/k.pem');
    assert.deepEqual(readCommandLine(args, '/home'), {
      ok: true,
      value: {
        port: 0,
        dataFolder: '/home/x/y',
        sampleClients: 50_000,
        regional: true,
        profile: 'strict',
        issuer: 'https://id.example/identity',
        tls: { certificate: '/home/c.pem', key: '/k.pem' },
        faultFile: '/home/f.json',
        endWithStdin: true,
      },
    });
  });

  it('takes --tls without files at every position', () => {
    for (const args of [
      ['--tls', '--data', 'd'],
      ['--data', 'd', '--tls'],
    ]) {
      const read = readCommandLine(args, '/');
      assert.ok(read.ok, JSON.stringify(read));
      assert.equal(read.value.tls, 'selfMade');
      assert.equal(read.value.dataFolder, '/d');
    }
  });

  it('has defaults: port 5005, no samples, no faults, http, usual profile, not regional, standard input ignored', () => {
    assert.deepEqual(readCommandLine(['--data', '/data'], '/home'), {
      ok: true,
      value: {
        port: 5005,
        dataFolder: '/data',
        sampleClients: 0,
        regional: false,
        profile: 'usual',
        issuer: undefined,
        tls: undefined,
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
    ['--profile', ['--data', 'd', '--profile', 'kind']],
    ['--profile', ['--data', 'd', '--profile', '__proto__']],
    ...['', 'x', 'http:x', 'ftp://x/', 'https://u:p@x/', 'https://x/?q', 'https://x/#f', 'https://'].map(
      (issuer): [string, string[]] => ['--issuer', ['--data', 'd', '--issuer', issuer]],
    ),
    ['--tls', ['--data', 'd', '--tls', 'certificate']],
    ['--tls', ['--data', 'd', '--tls', 'certificate', 'key', 'more']],
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
    const options = ['--data', '--port', '--seed', '--regional', '--profile', '--issuer', '--tls'];
    for (const option of [...options, '--faults', '--end-with-stdin'])
      assert.ok(USAGE.includes(`\n  ${option} `), option);
  });
});
