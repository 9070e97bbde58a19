import type * as vscode from 'vscode';
import type { SessionsChanged } from '../platform/registration/accountsProvider.ts';
import type { TellChange } from './change.ts';
import type { Services } from './services.ts';
import type { Views } from './views.ts';

/** What the core is built on. */
export interface CoreGround {
  readonly context: vscode.ExtensionContext;
  readonly views: Views;
  readonly sessionsChanged: SessionsChanged;
  /** The accounts that the editor was last told of, by sign-in key. */
  readonly shownAccounts: Map<string, string>;
  readonly services: Services;
  readonly tell: TellChange;
}
