/** The log levels of the editor that matter here, with its numbers (`vscode.LogLevel`): 0 is *Off*. */
const LEVELS = { trace: 1, debug: 2 } as const;

/** What the editor lets an extension know of its logs. */
export interface KnownLogLevels {
  /**
   * The level of the extension host (`vscode.env.logLevel`), which is that of all logs unless one was set by itself, and
   * the level of our own log, which can be such a one.
   */
  readonly levels: readonly number[];
  /** Whether terminals run on another machine or in a container, through the editor's server. */
  readonly isRemote: boolean;
}

/**
 * Returns the name of the level at which the editor writes the environment variables of the processes that it starts into
 * its own logs; `undefined` when it writes none. The window and the process for terminals do at *Trace*, the server of a
 * remote window at *Debug*. The most talkative of the known levels counts.
 */
export function levelThatLogsVariables({ levels, isRemote }: KnownLogLevels): 'trace' | 'debug' | undefined {
  if (levels.includes(LEVELS.trace)) return 'trace';
  return isRemote && levels.includes(LEVELS.debug) ? 'debug' : undefined;
}
