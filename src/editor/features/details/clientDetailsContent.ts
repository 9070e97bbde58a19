import * as l10n from '@vscode/l10n';
import { fieldOf, fieldsOfType } from '../../../credentials/clientEdit.ts';
import type { Binding } from '../../../credentials/records/bindings.ts';
import { isIdentified } from '../../../credentials/records/unidentified.ts';
import type { Client } from '../../../service/model/client.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { Role } from '../../../service/model/role.ts';
import { roleInWords } from '../../core/steps/roleItems.ts';
import type { PageResources } from '../../platform/webview/page.ts';
import { buttonHtml, escapeHtml, pageHtml } from '../../platform/webview/pageHtml.ts';
import { bindingInWords } from '../../vocabulary/words/bindingWords.ts';
import { clientFieldInWords, fieldValueInWords } from '../../vocabulary/words/clientFieldWords.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';

/** What the details of a client tell. No value of a secret is among it. */
export interface ClientDetailsModel {
  readonly client: Client;
  readonly secrets: readonly ClientSecret[];
  readonly roles: readonly Role[];
  readonly bindings: readonly Binding[];
  /** Numbers of the secrets whose values are saved on this machine. */
  readonly kept: readonly number[];
  /** Name of the connection. */
  readonly connectionName: string;
  readonly now: Date;
  /** Number of the secret that the user came for: the keyboard goes there. */
  readonly focusedSecretId?: number;
}

/** Writes the page of a client's details. Names come from the service: everything is escaped. */
export function clientDetailsContent(model: ClientDetailsModel, resources: PageResources): string {
  const { client } = model;
  const content = [
    `<div class="actions" role="group" aria-label="${escapeHtml(l10n.t('Actions'))}">`,
    ...clientButtons(client),
    '</div>',
    `<dl>\n${properties(model)}\n</dl>`,
    hasSecrets(client.type) ? secretsTable(model) : '',
    filesList(model),
    '<p id="status" role="status" aria-live="polite"></p>',
  ];
  return pageHtml(client.name, content.join('\n'), resources);
}

function clientButtons({ type, enabled }: Client): readonly string[] {
  return [
    buttonHtml('editClient', l10n.t('Edit…')),
    ...(hasSecrets(type)
      ? [
          buttonHtml('addSecret', l10n.t('Add Secret…')),
          buttonHtml('adoptSecret', l10n.t('Adopt Existing Secret…')),
        ]
      : []),
    ...(type === 'clientCredentials' ? [buttonHtml('manageRoles', l10n.t('Manage Roles…'))] : []),
    buttonHtml('duplicateClient', l10n.t('Duplicate…')),
    ...(enabled === false ? [] : [buttonHtml('disableClient', l10n.t('Disable…'))]),
    ...(enabled === true ? [] : [buttonHtml('enableClient', l10n.t('Enable'))]),
    buttonHtml('removeClient', l10n.t('Remove…')),
    buttonHtml('copyClientId', l10n.t('Copy Id')),
    buttonHtml('showClientJson', l10n.t('Show as JSON')),
  ];
}

const row = (label: string, html: string): string => `<dt>${escapeHtml(label)}</dt>\n<dd>${html}</dd>`;

function properties({ client, roles, connectionName }: ClientDetailsModel): string {
  const fields = fieldsOfType(client.type)
    .filter(field => field !== 'name')
    .map(field => {
      const value = fieldOf(client, field);
      const html = Array.isArray(value) ? lines(value) : escapeHtml(fieldValueInWords(field, value));
      return row(clientFieldInWords(field), html);
    });
  return [
    row(l10n.t('Client Id'), `<code>${escapeHtml(client.id)}</code>`),
    row(l10n.t('Type'), escapeHtml(clientTypeInWords(client.type))),
    row(l10n.t('Connection'), escapeHtml(connectionName)),
    ...fields,
    ...(client.type === 'clientCredentials' ? [row(l10n.t('Roles'), lines(roles.map(roleInWords)))] : []),
  ].join('\n');
}

function lines(texts: readonly string[]): string {
  if (texts.length === 0) return escapeHtml(l10n.t('none'));
  return `<ul class="plain">${texts.map(text => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`;
}

function secretsTable({ secrets, kept, bindings, now, focusedSecretId }: ClientDetailsModel): string {
  const title = `<h2 id="secrets">${escapeHtml(l10n.t('Secrets'))}</h2>`;
  if (secrets.length === 0) return `${title}\n<p>${escapeHtml(l10n.t('It has none.'))}</p>`;
  const head = [
    l10n.t('Description'),
    l10n.t('Validity'),
    l10n.t('Value'),
    l10n.t('Files'),
    l10n.t('Actions'),
  ];
  const rows = secrets.map(secret => {
    const name = secret.description || l10n.t('Secret {0}', secret.id);
    const places = bindings.filter(({ secretId }) => secretId === secret.id).map(bindingInWords);
    const of = (label: string) =>
      ` data-secret="${secret.id}" aria-label="${escapeHtml(l10n.t('{0}: {1}', label, name))}"`;
    const focus = secret.id === focusedSecretId ? ' tabindex="-1" data-focus' : '';
    const cells = [
      escapeHtml(name),
      escapeHtml(expiryInWords(secret, now)),
      escapeHtml(kept.includes(secret.id) ? l10n.t('kept here') : l10n.t('not here')),
      places.length === 0 ? '' : lines(places),
      `${buttonHtml('editSecret', l10n.t('Edit…'), of(l10n.t('Edit')))}${buttonHtml('removeSecret', l10n.t('Remove…'), of(l10n.t('Remove')))}`,
    ];
    return rowHtml(cells, head, focus);
  });
  return `${title}
<table role="table" aria-labelledby="secrets"><thead role="rowgroup"><tr role="row">${head.map(text => `<th scope="col" role="columnheader">${escapeHtml(text)}</th>`).join('')}</tr></thead>
<tbody role="rowgroup">${rows.join('\n')}</tbody></table>`;
}

/**
 * Writes a row. Where the page is narrow its cells are below each other, each with its head. The roles are written out, because
 * browsers do not treat a table with another layout as a table.
 */
function rowHtml(cells: readonly string[], heads: readonly string[], attributes: string): string {
  const written = cells.map(
    (html, index) =>
      `<td role="cell" data-head="${escapeHtml(heads[index] ?? '')}"${index === cells.length - 1 ? ' class="actions"' : ''}>${html}</td>`,
  );
  return `<tr role="row"${attributes}>${written.join('\n')}</tr>`;
}

/** Files that hold the id of a client without secrets, or a secret that is no longer there. */
function filesList({ bindings, secrets }: ClientDetailsModel): string {
  const known = new Set(secrets.map(({ id }) => id));
  const others = bindings.filter(({ secretId }) => !known.has(secretId));
  const list = (title: string, places: readonly Binding[]) =>
    places.length === 0 ? [] : [`<h2>${escapeHtml(title)}</h2>\n${lines(places.map(bindingInWords))}`];
  return [
    ...list(
      l10n.t('Files that hold a secret which the service no longer has'),
      others.filter(({ secretId }) => isIdentified(secretId)),
    ),
    ...list(
      l10n.t('Locations that hold one of the secrets; it isn’t known which'),
      others.filter(({ secretId }) => !isIdentified(secretId)),
    ),
  ].join('\n');
}
