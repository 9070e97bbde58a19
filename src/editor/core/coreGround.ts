import type * as vscode from 'vscode';
import type { SessionsChanged } from '../platform/registration/accountsProvider.ts';
import type { TellChange } from './change.ts';
import type { Execute } from './execute.ts';
import type { Services } from './services.ts';
import type { Views } from './views.ts';

/** Dependencies of the core. */
export interface CoreGround {
  readonly context: vscode.ExtensionContext;
  readonly views: Views;
  readonly sessionsChanged: SessionsChanged;
  /** The accounts last reported to the editor, by sign-in key. */
  readonly shownAccounts: Map<string, string>;
  readonly services: Services;
  readonly tell: TellChange;
  readonly execute: Execute;
}
