import { existsSync } from 'node:fs';
import { findProgram } from '../../machine/findProgram.ts';
import { runProgram } from '../../machine/runProgram.ts';

const TIME_LIMIT_MS = 10_000;

/** Exists where files have labels of SELinux. */
const SELINUX = '/sys/fs/selinux/enforce';

/**
 * Makes an empty file with the access control list, extended attributes, label, owner and mode of another one. Returns `false`
 * where the system has no program that does so or says that it could not: Node.js cannot read these attributes itself. The
 * `cp` of BusyBox lacks the option, and fails.
 *
 * @see https://www.gnu.org/software/coreutils/manual/html_node/cp-invocation.html
 */
export async function copyAttributes(from: string, to: string): Promise<boolean> {
  const { env, platform } = process;
  const program = await findProgram('cp', { env, platform });
  if (!program) return false;
  const attributes = ['mode', 'ownership', 'xattr', ...(existsSync(SELINUX) ? ['context'] : [])];
  const args = ['--attributes-only', `--preserve=${attributes.join(',')}`, '--', from, to];
  // Named one by one, each attribute that cannot be kept is an error.
  return (await runProgram(program, args, { env, timeoutMs: TIME_LIMIT_MS })) === 0;
}
