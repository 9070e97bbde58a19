import type * as vscode from 'vscode';
import type { TreeSource } from '../platform/trees/registerTree.ts';
import type { Row } from '../platform/trees/treeRow.ts';
import type { Commands } from '../vocabulary/commandArguments.ts';
import type { Change } from './change.ts';
import type { Services } from './services.ts';
import type { TreeNodes } from './views.ts';

/** The trees of all views, as the editor asks for them. */
export type Trees = { readonly [View in keyof TreeNodes]: TreeSource<Row<TreeNodes[View]>> };

/** What a feature adds to the extension. */
export interface Feature {
  /** Its part of the command table. */
  readonly commands?: Partial<Commands>;
  readonly trees?: Partial<Trees>;
  /** Services for other features. */
  readonly services?: Partial<Services>;
  /** Shows a change that this or another feature has made. */
  readonly changed?: (change: Change) => void | Promise<void>;
  /** Runs once after the editor has started, if this machine has records. */
  readonly start?: () => Promise<void>;
  /** Disposed with the extension, last first. */
  readonly disposables?: readonly vscode.Disposable[];
}
