import { inspect } from 'node:util';
import type * as vscode from 'vscode';
import type { Redaction } from '../../../secret/redaction.ts';

/** The log for all other modules. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  /** Logs an error with its causes and stack. */
  error(error: unknown): void;
}

/** Wraps the output channel and redacts all messages. */
export function redactingLog(
  channel: Pick<vscode.LogOutputChannel, 'info' | 'warn' | 'error'>,
  redaction: Redaction,
): Log {
  return {
    info: text => channel.info(redaction.apply(text)),
    warn: text => channel.warn(redaction.apply(text)),
    error: error => channel.error(redaction.apply(inspect(error, { depth: 4 }))),
  };
}
