import * as l10n from '@vscode/l10n';
import type { SignInMethod } from '../../../credentials/connections/connection.ts';
import type { ItemOf } from '../../platform/wizard/wizardStep.ts';

/** Returns the sign-in methods as items to choose from. */
export function signInMethodItems(picked: SignInMethod | undefined): readonly ItemOf<SignInMethod>[] {
  const items: readonly ItemOf<SignInMethod>[] = [
    {
      value: 'browser',
      label: l10n.t('In the browser'),
      description: l10n.t('Authorization Code client'),
      detail: l10n.t('You sign in with your own account; what you may do here is what you may do there.'),
    },
    {
      value: 'device',
      label: l10n.t('With a code'),
      description: l10n.t('Device Code client'),
      detail: l10n.t('For remote machines, WSL, SSH and containers: you type a code into any browser.'),
    },
    {
      value: 'client',
      label: l10n.t('As a client'),
      description: l10n.t('client id and secret'),
      detail: l10n.t('For an automation client, or a client that manages its own secrets.'),
    },
  ];
  return items.map(item => ({ ...item, picked: item.value === picked }));
}
