import type * as vscode from 'vscode';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import { labelText } from '../../vocabulary/shownText.ts';

/** Returns whether a sign-in is not known to have ended. */
export const isAlive = (record: SignInRecord): boolean => record.kind === 'client' || !record.ended;

/** Makes a session for the editor; `key` is the sign-in key of its connection. */
export function sessionOf(key: string, account: string, accessToken: string): vscode.AuthenticationSession {
  return { id: key, accessToken, account: { id: key, label: labelText(account) }, scopes: [key] };
}
