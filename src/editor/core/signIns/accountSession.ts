import type * as vscode from 'vscode';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import { labelText } from '../../vocabulary/shownText.ts';

/** Tells whether a sign-in can still be used, as far as is known. */
export const isAlive = (record: SignInRecord): boolean => record.kind === 'client' || !record.ended;

/** Makes a session for the editor; `key` is the sign-in key of its connection. */
export function sessionOf(key: string, account: string, accessToken: string): vscode.AuthenticationSession {
  return { id: key, accessToken, account: { id: key, label: labelText(account) }, scopes: [key] };
}
