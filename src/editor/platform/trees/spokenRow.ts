import type * as vscode from 'vscode';

/**
 * Returns the text that a screen reader reads for a row: label, meaning of icon and color, description. By default,
 * the editor reads the tooltip instead of the description.
 */
export const spokenRow = (...parts: readonly string[]): vscode.AccessibilityInformation => ({
  label: parts.filter(part => part !== '').join(', '),
});
