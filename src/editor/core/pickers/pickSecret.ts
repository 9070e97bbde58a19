import * as l10n from '@vscode/l10n';
import type { IdentityService } from '../../../service/identityService.ts';
import type { Client } from '../../../service/model/client.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';

/** Asks for a secret of a client. */
export async function pickSecret(
  client: Client,
  service: IdentityService,
  now: Date,
): Promise<ClientSecret | undefined> {
  const items = service.secrets(client.type, client.id).then(secrets =>
    secrets.map(secret => ({
      label: secret.description || l10n.t('Secret {0}', secret.id),
      description: expiryInWords(secret, now),
      secret,
    })),
  );
  const picked = await safeWindow.showQuickPick(items, {
    title: l10n.t('Which secret of {0}?', client.name),
    placeHolder: l10n.t('Description'),
    matchOnDescription: true,
  });
  return picked?.secret;
}
