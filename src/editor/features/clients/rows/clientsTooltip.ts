import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { sortByUrgency } from '../../../../credentials/expiry/secretUrgency.ts';
import type { Operation } from '../../../../credentials/operations/operation.ts';
import type { Binding } from '../../../../credentials/records/bindings.ts';
import type { Client } from '../../../../service/model/client.ts';
import type { ClientSecret } from '../../../../service/model/clientSecret.ts';
import { hasSecrets } from '../../../../service/model/clientTypes.ts';
import type { Role } from '../../../../service/model/role.ts';
import { roleInWords } from '../../../core/steps/roleItems.ts';
import { bindingInShort } from '../../../vocabulary/words/bindingWords.ts';
import { expiryInWords } from '../../../vocabulary/words/expiryWords.ts';
import { pendingInWords } from '../../../vocabulary/words/pendingWords.ts';
import { Tooltip, type TooltipLink } from './tooltipLinks.ts';

/** Secrets and locations that a tooltip names; a longer one is not read. */
const NAMED = 4;

/** What a client's tooltip shows. */
export interface ClientDetails {
  readonly client: Client;
  readonly secrets: readonly ClientSecret[];
  readonly roles: readonly Role[];
  readonly bindings: readonly Binding[];
  readonly now: Date;
  /** Stands for the row in the links. */
  readonly handle: string | undefined;
}

/** Builds a client's tooltip: what it is, its secrets by urgency, where they are, and what can be done with it. */
export function clientTooltip(details: ClientDetails): vscode.MarkdownString {
  const { client, secrets, roles, bindings, now, handle } = details;
  const tooltip = new Tooltip();
  tooltip.line(client.name, client.enabled === false ? l10n.t('disabled') : '').line('', client.id);
  if (roles.length > 0) tooltip.line('', roles.map(roleInWords).join(', '));
  appendList(tooltip, sortByUrgency(secrets, now), secret => [nameOf(secret), expiryInWords(secret, now)]);
  appendLocations(tooltip, bindings);
  const rotate: readonly TooltipLink[] = hasSecrets(client.type) ? ['rotate'] : [];
  return tooltip.links([...rotate, 'copyClientId', ...fileLink(bindings)], handle).markdown;
}

/** What a secret's tooltip shows. */
export interface SecretDetails {
  readonly secret: ClientSecret;
  /** Where it is. */
  readonly bindings: readonly Binding[];
  /** Whether its value is saved on this machine. */
  readonly kept: boolean;
  /** The unfinished rotation that replaces it. */
  readonly rotation: Operation | undefined;
  readonly now: Date;
  /** Stands for the row in the links. */
  readonly handle: string | undefined;
}

/** Builds a secret's tooltip. */
export function secretTooltip(details: SecretDetails): vscode.MarkdownString {
  const { secret, bindings, kept, rotation, now, handle } = details;
  const tooltip = new Tooltip().line(nameOf(secret), rotation ? pendingInWords(rotation, now) : '');
  tooltip.line('', expiryInWords(secret, now));
  tooltip.line(
    '',
    kept
      ? l10n.t('Saved on this machine.')
      : l10n.t("Not saved on this machine. The service doesn't return a secret again."),
  );
  appendLocations(tooltip, bindings);
  const rotate: readonly TooltipLink[] = rotation ? [] : ['rotate'];
  return tooltip.links([...rotate, 'copyClientId', ...fileLink(bindings)], handle).markdown;
}

const nameOf = (secret: ClientSecret): string => secret.description || l10n.t('Secret {0}', secret.id);

/** A location that can be opened. */
const fileLink = (bindings: readonly Binding[]): readonly TooltipLink[] =>
  bindings.some(({ kind }) => kind === 'file') ? ['openLocation'] : [];

function appendLocations(tooltip: Tooltip, bindings: readonly Binding[]): void {
  if (bindings.length === 0) return;
  tooltip.line(l10n.t('Written to'));
  appendList(tooltip, bindings, binding => ['', bindingInShort(binding)]);
}

function appendList<T>(
  tooltip: Tooltip,
  all: readonly T[],
  inWords: (each: T) => readonly [bold: string, text: string],
): void {
  // A list begins after a blank line.
  if (all.length > 0) tooltip.line('');
  for (const each of all.slice(0, NAMED)) tooltip.entry(...inWords(each));
  if (all.length > NAMED) tooltip.entry('', l10n.t('{0} more', all.length - NAMED));
}
