import type { SecretText } from '../../../secret/secretText.ts';

/** What a debugger asks the editor to run in a terminal. The editor types all of it into the shell. */
interface TerminalRequest {
  readonly type: 'request';
  readonly command: 'runInTerminal';
  readonly arguments: { env?: unknown; args?: unknown };
}

/**
 * Keeps the secrets that programs were given out of the terminals that debuggers ask for. A launch configuration that would
 * use one gets no secret; this is for debuggers that use one although neither the configuration nor their manifest says so.
 */
export class TerminalGuard {
  readonly #secrets: SecretText[] = [];

  /** Notes a secret that a program is about to get. */
  note(secret: SecretText): void {
    if (!this.#secrets.some(known => known.equals(secret))) this.#secrets.push(secret);
  }

  /**
   * Removes all secrets from a message that a debugger sends to the editor, which has not seen it yet. Returns whether there
   * was one.
   */
  clean(message: unknown): boolean {
    if (!isTerminalRequest(message)) return false;
    const { arguments: asked } = message;
    const { env, args } = asked;
    const variables = typeof env === 'object' && env !== null ? Object.entries(env) : [];
    const given: readonly unknown[] = Array.isArray(args) ? args : [];
    const isFound = [...variables.map(([, value]) => value), ...given].some(text => this.#holdsSecret(text));
    if (!isFound) return false;
    asked.env = Object.fromEntries(variables.filter(([, value]) => !this.#holdsSecret(value)));
    if (given.length > 0) asked.args = given.map(arg => (this.#holdsSecret(arg) ? '' : arg));
    return true;
  }

  #holdsSecret(text: unknown): boolean {
    return typeof text === 'string' && this.#secrets.some(secret => text.includes(secret.reveal()));
  }
}

function isTerminalRequest(message: unknown): message is TerminalRequest {
  const { type, command, arguments: asked } = (message ?? {}) as Partial<TerminalRequest>;
  return type === 'request' && command === 'runInTerminal' && typeof asked === 'object' && asked !== null;
}
