import type * as vscode from 'vscode';

/**
 * What a screen reader says of a row: its label, what icon and colour tell, and the words behind it. Without it the
 * editor reads a row's tooltip in place of its description.
 */
export const spokenRow = (...parts: readonly string[]): vscode.AccessibilityInformation => ({
  label: parts.filter(part => part !== '').join(', '),
});
