import * as vscode from 'vscode';
import { RestrictedModeError } from '../../vocabulary/errors/restrictedModeError.ts';

/** Throws a `RestrictedModeError` in Restricted Mode. Trust can be granted at any time, and is lost only with a reload. */
export function requireTrust(): void {
  if (!vscode.workspace.isTrusted) throw new RestrictedModeError('the workspace is not trusted');
}
