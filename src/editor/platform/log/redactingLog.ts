import type * as vscode from 'vscode';
import { errorInLog } from '../../../secret/errorInLog.ts';
import { redact } from '../../../secret/redaction.ts';

/** The log for all other modules. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  /** Logs an error with its causes and stack. */
  error(error: unknown): void;
  /** Returns the current level of this log. */
  level(): vscode.LogLevel;
}

/** Wraps the output channel and redacts all messages. */
export function redactingLog(
  channel: Pick<vscode.LogOutputChannel, 'info' | 'warn' | 'error' | 'logLevel'>,
): Log {
  return {
    info: text => channel.info(redact(text)),
    warn: text => channel.warn(redact(text)),
    error: error => channel.error(redact(errorInLog(error))),
    level: () => channel.logLevel,
  };
}
