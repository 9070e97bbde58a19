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
    let found = false;
    const cleanText = (text: unknown, instead: string | null) => {
      if (typeof text !== 'string' || !this.#holdsSecret(text)) return text;
      found = true;
      return instead;
    };
    if (typeof asked.env === 'object' && asked.env !== null) {
      // `null` removes a variable.
      asked.env = Object.fromEntries(
        Object.entries(asked.env).map(([name, value]) => [name, cleanText(value, null)]),
      );
    }
    if (Array.isArray(asked.args)) asked.args = asked.args.map(arg => cleanText(arg, ''));
    return found;
  }

  #holdsSecret(text: string): boolean {
    return this.#secrets.some(secret => text.includes(secret.reveal()));
  }
}

function isTerminalRequest(message: unknown): message is TerminalRequest {
  const { type, command, arguments: asked } = (message ?? {}) as Partial<TerminalRequest>;
  return type === 'request' && command === 'runInTerminal' && typeof asked === 'object' && asked !== null;
}
