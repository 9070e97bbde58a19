import { AsyncLocalStorage } from 'node:async_hooks';

/** A command under way. */
interface Running {
  /** The messages that it has shown and that wait for an answer. */
  messages: number;
}

/** The commands under way. A command that only waits for the answer to a message counts as idle: a message can stay for hours. */
export class RunningCommands {
  readonly #running = new Set<Running>();
  readonly #current = new AsyncLocalStorage<Running>();

  /** Whether a command is at work, which reports its own errors. */
  get isBusy(): boolean {
    return [...this.#running].some(({ messages }) => messages === 0);
  }

  /** Runs a command. */
  async run<T>(command: () => Promise<T>): Promise<T> {
    const running: Running = { messages: 0 };
    this.#running.add(running);
    try {
      return await this.#current.run(running, command);
    } finally {
      this.#running.delete(running);
    }
  }

  /** Shows a message; the command that shows it is idle until the message is answered or closed. */
  async waitForAnswer<T>(show: () => PromiseLike<T>): Promise<T> {
    const running = this.#current.getStore();
    if (!running) return show();
    running.messages += 1;
    try {
      return await show();
    } finally {
      running.messages -= 1;
    }
  }
}

/** The commands of this window. */
export const runningCommands = new RunningCommands();
