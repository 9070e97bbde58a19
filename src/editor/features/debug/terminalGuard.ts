import { KnownSecrets } from '../../../secret/knownSecrets.ts';
import type { SecretText } from '../../../secret/secretText.ts';

/** What a debugger asks the editor to run in a terminal. The editor types all of it into the shell, or shows it as a title. */
interface TerminalRequest {
  readonly type: 'request';
  readonly command: 'runInTerminal';
  arguments: Readonly<Record<string, unknown>>;
}

/**
 * Keeps the secrets that programs were given out of the terminals that debuggers ask for. A launch configuration that would
 * use one gets no secret; this is for debuggers that use one although neither the configuration nor their manifest says so.
 */
export class TerminalGuard {
  readonly #secrets = new KnownSecrets();

  /** Notes a secret that a program is about to get. */
  note(secret: SecretText): void {
    this.#secrets.add(secret.reveal());
  }

  /**
   * Removes all secrets from a message that a debugger sends to the editor, which has not seen it yet; also those that are
   * quoted for a shell or encoded. Returns whether there was one.
   */
  clean(message: unknown): boolean {
    if (!isTerminalRequest(message)) return false;
    const { kept, isFound } = this.#withoutSecrets(message.arguments);
    if (isFound) message.arguments = kept as TerminalRequest['arguments'];
    return isFound;
  }

  /** Returns a value of JSON without the texts that have a secret: variables are left out, all else is emptied. */
  #withoutSecrets(value: unknown): { readonly kept: unknown; readonly isFound: boolean } {
    if (typeof value === 'string') {
      const isFound = this.#secrets.find(value).length > 0;
      return { kept: isFound ? '' : value, isFound };
    }
    if (typeof value !== 'object' || value === null) return { kept: value, isFound: false };
    const parts = Object.entries(value).map(([name, part]) => {
      const { kept, isFound } = this.#withoutSecrets(part);
      const isNamedSo = this.#secrets.find(name).length > 0;
      return { name, kept, isFound: isFound || isNamedSo, isLeftOut: isNamedSo || (isFound && kept === '') };
    });
    const isFound = parts.some(part => part.isFound);
    const kept = Array.isArray(value)
      ? parts.map(part => part.kept)
      : Object.fromEntries(parts.filter(part => !part.isLeftOut).map(part => [part.name, part.kept]));
    return { kept, isFound };
  }
}

function isTerminalRequest(message: unknown): message is TerminalRequest {
  const { type, command, arguments: asked } = (message ?? {}) as Partial<TerminalRequest>;
  return type === 'request' && command === 'runInTerminal' && typeof asked === 'object' && asked !== null;
}
