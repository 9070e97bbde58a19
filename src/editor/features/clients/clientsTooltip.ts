import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Binding } from '../../../credentials/records/bindings.ts';
import type { Client } from '../../../service/model/client.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import type { Role } from '../../../service/model/role.ts';
import { roleInWords } from '../../core/steps/roleItems.ts';
import { markdownText } from '../../vocabulary/shownText.ts';
import { bindingWithKeyInWords } from '../../vocabulary/words/bindingWords.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';
import { lifetimeInWords } from '../../vocabulary/words/lifetimeWords.ts';

/** What a client's tooltip shows. */
export interface ClientDetails {
  readonly client: Client;
  readonly secrets: readonly ClientSecret[];
  readonly roles: readonly Role[];
  readonly bindings: readonly Binding[];
  readonly now: Date;
}

/**
 * Builds a client's tooltip. Names and descriptions come from the service and can contain anything: they are
 * inserted as text, never as Markdown, and command links are off.
 */
export function clientTooltip({
  client,
  secrets,
  roles,
  bindings,
  now,
}: ClientDetails): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(undefined, false);
  tooltip.isTrusted = false;
  const line = (label: string, text: string) => {
    tooltip.appendMarkdown(`\n\n**${label}:** `).appendText(oneLine(text));
  };
  tooltip.appendMarkdown('**').appendText(oneLine(client.name)).appendMarkdown('**');
  line(l10n.t('Id'), client.id);
  if (client.enabled === false) line(l10n.t('State'), l10n.t('disabled'));
  if (roles.length > 0) line(l10n.t('Roles'), roles.map(roleInWords).join(', '));
  const { accessTokenLifetimeSeconds: lifetimeSeconds } = client;
  if (lifetimeSeconds !== undefined) line(l10n.t('Token lifetime'), lifetimeInWords(lifetimeSeconds));
  appendSecrets(tooltip, secrets, now);
  appendBindings(tooltip, bindings);
  return tooltip;
}

/** Builds a secret's tooltip. */
export function secretTooltip(
  secret: ClientSecret,
  bindings: readonly Binding[],
  kept: boolean,
  now: Date,
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(undefined, false);
  tooltip.appendMarkdown('**').appendText(oneLine(secret.description || l10n.t('Secret {0}', secret.id)));
  tooltip.appendMarkdown('**\n\n').appendText(expiryInWords(secret, now));
  tooltip
    .appendMarkdown('\n\n')
    .appendText(
      kept
        ? l10n.t('The value is kept on this machine.')
        : l10n.t('The value is not kept on this machine, and the service never shows it again.'),
    );
  appendBindings(tooltip, bindings);
  return tooltip;
}

function appendSecrets(tooltip: vscode.MarkdownString, secrets: readonly ClientSecret[], now: Date): void {
  if (secrets.length === 0) return;
  tooltip.appendMarkdown(`\n\n| ${l10n.t('Secret')} | ${l10n.t('Validity')} |\n|---|---|\n`);
  for (const secret of secrets) {
    tooltip.appendMarkdown('| ').appendText(tableCell(secret.description || `#${secret.id}`));
    tooltip
      .appendMarkdown(' | ')
      .appendText(tableCell(expiryInWords(secret, now)))
      .appendMarkdown(' |\n');
  }
}

function appendBindings(tooltip: vscode.MarkdownString, bindings: readonly Binding[]): void {
  if (bindings.length === 0) return;
  tooltip.appendMarkdown(`\n\n**${l10n.t('Written to')}:**\n`);
  for (const binding of bindings) {
    tooltip.appendMarkdown('\n- ').appendText(oneLine(bindingWithKeyInWords(binding)));
  }
}

/** Removes line breaks, which would end the Markdown construct. */
const oneLine = markdownText;

const tableCell = (text: string): string => oneLine(text).replaceAll('|', '¦');
