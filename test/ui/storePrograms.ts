import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Does what `pass` does as documented, without encryption, which the unit tests have. */
const PASS = `#!/bin/sh
case "$1 $2 $3" in
  'show '*) exec cat "$PASSWORD_STORE_DIR/$2.gpg" ;;
  'insert --multiline --force') exec cat > "$PASSWORD_STORE_DIR/$4.gpg" ;;
  'insert --multiline '*) exec cat > "$PASSWORD_STORE_DIR/$3.gpg" ;;
  *) echo "undocumented: $*" >&2; exit 64 ;;
esac
`;

/** Does what `aws secretsmanager` does as documented with one secret, in a file. */
const AWS = `#!${process.execPath}
const fs = require('node:fs');
const file = process.env.AWS_STAND_IN;
const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rig-AbCdEf';
const calls = {
  'get-secret-value': () => ({ ARN, SecretString: fs.readFileSync(file, 'utf8') }),
  'put-secret-value': () => {
    fs.writeFileSync(file, fs.readFileSync('/dev/stdin'));
    return { ARN };
  },
};
const call = calls[process.argv[3]];
if (!call) process.exit(64);
process.stdout.write(JSON.stringify(call()));
`;

/** Programs of stores on the PATH of an editor, with what they keep. */
export interface StorePrograms {
  /** Variables for the editor. */
  environment(): Readonly<Record<string, string>>;
  /** The file with an entry of `pass`. */
  entry(name: string): string;
  /** The file with the secret of `aws`. */
  awsSecret(): string;
}

/** Installs the programs before the first test of a suite, and removes them after the last. */
export function storePrograms(): StorePrograms {
  let folder = '';
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stores-'));
    fs.mkdirSync(path.join(folder, 'store'));
    fs.writeFileSync(path.join(folder, 'pass'), PASS, { mode: 0o755 });
    fs.writeFileSync(path.join(folder, 'aws'), AWS, { mode: 0o755 });
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const awsSecret = () => path.join(folder, 'aws.txt');
  return {
    environment: () => ({
      PATH: `${folder}${path.delimiter}${process.env.PATH}`,
      PASSWORD_STORE_DIR: path.join(folder, 'store'),
      AWS_STAND_IN: awsSecret(),
    }),
    entry: name => path.join(folder, 'store', `${name}.gpg`),
    awsSecret,
  };
}
