import * as l10n from '@vscode/l10n';
import type { ClientField, FieldValue } from '../../../credentials/clientEdit.ts';
import { lifetimeInWords } from './lifetimeWords.ts';

/** Names a property of a client as the portal does. */
export function clientFieldInWords(field: ClientField): string {
  const words: Readonly<Record<ClientField, string>> = {
    name: l10n.t('Name'),
    enabled: l10n.t('Enabled'),
    accessTokenLifetimeSeconds: l10n.t('Token lifetime'),
    redirectUris: l10n.t('Redirect URIs'),
    postLogoutRedirectUris: l10n.t('Logout redirect URIs'),
    allowedCorsOrigins: l10n.t('CORS origins'),
    clientUri: l10n.t('Application page'),
    logoUri: l10n.t('Logo'),
    allowOfflineAccess: l10n.t('Refresh tokens'),
    allowAccessTokensViaBrowser: l10n.t('Access tokens via the browser'),
    deviceCodeLifetimeSeconds: l10n.t('Device code lifetime'),
  };
  return words[field];
}

/** Writes what a property holds. */
export function fieldValueInWords(field: ClientField, value: FieldValue): string {
  if (value === undefined) return l10n.t('unknown');
  if (value === null) return l10n.t('none');
  if (typeof value === 'boolean') return value ? l10n.t('yes') : l10n.t('no');
  if (typeof value === 'number') return lifetimeInWords(value);
  if (typeof value === 'string') return field === 'name' ? l10n.t('“{0}”', value) : value;
  return value.length === 0 ? l10n.t('none') : value.join(' ');
}
