import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Binding, FileBinding } from '../../../credentials/records/bindings.ts';
import { isIdentified } from '../../../credentials/records/unidentified.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import { escapeHtml } from '../../platform/webview/pageHtml.ts';
import { bindingFileInWords, bindingInShort, bindingInWords } from '../../vocabulary/words/bindingWords.ts';
import type { ClientDetailsModel } from './detailsModel.ts';

/**
 * Names the file of a binding by its path from its folder, with the key if the file has several of the credentials. Files of
 * the same path in several folders have the folder's name before it. No path of this machine is on the page.
 */
function fileNameOf(binding: FileBinding, all: readonly Binding[]): string {
  const name = bindingFileInWords(binding);
  const others = all.filter(each => each !== binding && each.kind === 'file') as readonly FileBinding[];
  const alike = others.filter(other => bindingFileInWords(other) === name);
  const shown = alike.some(({ folder }) => folder === binding.folder) ? bindingInShort(binding) : name;
  const isAmbiguous = alike.some(({ folder }) => folder !== binding.folder);
  return isAmbiguous ? `${path.basename(binding.folder)}/${shown}` : shown;
}

/** Writes a location: a file as a link that opens it, at the key that has the secret; a store as text. */
function locationHtml(binding: Binding, all: readonly Binding[]): string {
  if (binding.kind !== 'file') return escapeHtml(bindingInWords(binding));
  const key = binding.clientSecretKey ?? binding.clientIdKey ?? [];
  const title = key.length === 0 ? '' : ` title="${escapeHtml(key.join('.'))}"`;
  return `<a href="#" data-action="openLocation" data-at="${all.indexOf(binding)}"${title}>${escapeHtml(fileNameOf(binding, all))}</a>`;
}

/** Writes the locations of one secret, one after the other. */
export const locationLinks = ({ bindings }: ClientDetailsModel, secretId: number): string =>
  bindings
    .filter(binding => binding.secretId === secretId)
    .map(binding => locationHtml(binding, bindings))
    .join(', ');

/** Writes the locations that no row of the secrets has. */
export function locationsSection({ client, bindings, secrets }: ClientDetailsModel): string {
  const known = new Set(secrets.map(({ id }) => id));
  const others = bindings.filter(({ secretId }) => !known.has(secretId));
  if (others.length === 0) return '';
  const rows = others.map(
    binding =>
      `<li class="item"><div class="grow">${locationHtml(binding, bindings)}<div class="sub">${escapeHtml(remarkOn(binding, hasSecrets(client.type)))}</div></div></li>`,
  );
  return `<section class="card" aria-labelledby="locations"><div class="head"><h2 id="locations">${escapeHtml(l10n.t('Locations'))}</h2></div>
<ul class="items">${rows.join('\n')}</ul></section>`;
}

function remarkOn({ secretId }: Binding, withSecrets: boolean): string {
  if (!withSecrets) return l10n.t('has the client ID');
  return isIdentified(secretId)
    ? l10n.t('has a secret that was deleted in the service')
    : l10n.t('has one of the secrets; it isn’t known which');
}
