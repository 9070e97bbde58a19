import * as l10n from '@vscode/l10n';
import type { ClientType } from '../../../service/model/clientTypes.ts';

/** Names a client type as the portal does. */
export function clientTypeInWords(type: ClientType): string {
  const words: Readonly<Record<ClientType, string>> = {
    clientCredentials: l10n.t('Client-Credentials'),
    authorizationCode: l10n.t('Authorization Code'),
    hybrid: l10n.t('Hybrid'),
    deviceCode: l10n.t('Device Code'),
  };
  return words[type];
}

/** Says what applications a client type is for. */
export function clientTypeHintInWords(type: ClientType): string {
  const words: Readonly<Record<ClientType, string>> = {
    clientCredentials: l10n.t('Runs by itself: services, devices, scripts'),
    authorizationCode: l10n.t('Users sign in, and there is no secret to keep: single-page, mobile, desktop'),
    hybrid: l10n.t('Users sign in at a web server, which keeps a secret'),
    deviceCode: l10n.t('Users sign in with a code in another browser: consoles, devices without one'),
  };
  return words[type];
}
