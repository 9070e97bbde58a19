import * as l10n from '@vscode/l10n';
import { type FieldValue, fieldOf, fieldsOfType } from '../../../credentials/clientEdit.ts';
import { roleInWords } from '../../core/steps/roleItems.ts';
import { buttonHtml, chipHtml, escapeHtml } from '../../platform/webview/pageHtml.ts';
import { clientFieldInWords, fieldValueInWords } from '../../vocabulary/words/clientFieldWords.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import type { ClientDetailsModel } from './detailsModel.ts';

/** What the head of the page says. */
const IN_HEAD = ['name', 'enabled'];

/** Writes the properties of a client. */
export function clientSection({ client, roles, connectionName }: ClientDetailsModel): string {
  const fields = fieldsOfType(client.type)
    .filter(field => !IN_HEAD.includes(field))
    .map(field => {
      const value = fieldOf(client, field);
      const html = Array.isArray(value) ? lines(value) : valueHtml(fieldValueInWords(field, value), value);
      return row(clientFieldInWords(field), html);
    });
  const id = l10n.t('Client ID');
  const copy = buttonHtml(
    'copyClientId',
    l10n.t('Copy'),
    ` aria-label="${escapeHtml(l10n.t('{0}: {1}', l10n.t('Copy'), id))}"`,
    { look: 'quiet', icon: 'copy' },
  );
  const rows = [
    row(id, `<span class="mono">${escapeHtml(client.id)}</span> ${copy}`, 'actions'),
    row(l10n.t('Type'), escapeHtml(clientTypeInWords(client.type))),
    row(l10n.t('Connection'), escapeHtml(connectionName)),
    ...(client.type === 'clientCredentials'
      ? [row(l10n.t('Roles'), chips(roles.map(roleInWords)), 'actions')]
      : []),
    ...fields,
  ];
  return `<section class="card" aria-labelledby="client"><div class="head"><h2 id="client">${escapeHtml(l10n.t('Client'))}</h2></div>
<dl>
${rows.join('\n')}
</dl></section>`;
}

const row = (label: string, html: string, kind = ''): string =>
  `<div><dt>${escapeHtml(label)}</dt><dd${kind && ` class="${kind}"`}>${html}</dd></div>`;

/** What isn't set, or isn't known, is paler. */
const valueHtml = (words: string, value: FieldValue): string =>
  value === undefined || value === null
    ? `<span class="muted">${escapeHtml(words)}</span>`
    : escapeHtml(words);

const none = (): string => `<span class="muted">${escapeHtml(l10n.t('none'))}</span>`;

const chips = (texts: readonly string[]): string =>
  texts.length === 0 ? none() : texts.map(text => chipHtml(text, 'plain')).join('');

const lines = (texts: readonly string[]): string =>
  texts.length === 0 ? none() : texts.map(text => `<div class="mono">${escapeHtml(text)}</div>`).join('');
