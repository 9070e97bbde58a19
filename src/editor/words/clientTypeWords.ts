import * as l10n from '@vscode/l10n';
import type { ClientType } from '../../service/model/clientTypes.ts';

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
