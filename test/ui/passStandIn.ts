import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Does what `pass` does as documented, without encryption, which the unit tests have. */
const PROGRAM = `#!/bin/sh
case "$1 $2 $3" in
  'show '*) exec cat "$PASSWORD_STORE_DIR/$2.gpg" ;;
  'insert --multiline --force') exec cat > "$PASSWORD_STORE_DIR/$4.gpg" ;;
  'insert --multiline '*) exec cat > "$PASSWORD_STORE_DIR/$3.gpg" ;;
  *) echo "undocumented: $*" >&2; exit 64 ;;
esac
`;

/** A program `pass` on the PATH of an editor, with its store. */
export interface PassStandIn {
  /** Variables for the editor. */
  environment(): Readonly<Record<string, string>>;
  /** The file with an entry. */
  entry(name: string): string;
}

/** Installs the program before the first test of a suite, and removes it after the last. */
export function passStandIn(): PassStandIn {
  let folder = '';
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pass-'));
    fs.mkdirSync(path.join(folder, 'store'));
    fs.writeFileSync(path.join(folder, 'pass'), PROGRAM, { mode: 0o755 });
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return {
    environment: () => ({
      PATH: `${folder}${path.delimiter}${process.env.PATH}`,
      PASSWORD_STORE_DIR: path.join(folder, 'store'),
    }),
    entry: name => path.join(folder, 'store', `${name}.gpg`),
  };
}
