import * as l10n from '@vscode/l10n';
import type { Client } from '../../../service/model/client.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import { type MenuEntry, menuHtml } from '../../platform/webview/menuHtml.ts';
import { buttonHtml } from '../../platform/webview/pageHtml.ts';
import type { ClientsCommand } from '../../vocabulary/commandArguments.ts';
import type { ClientDetailsModel } from './detailsModel.ts';

/** Commands that the page's buttons run on the client; anything else that it posts is ignored. */
export const CLIENT_ACTIONS: readonly ClientsCommand[] = [
  'addSecret',
  'adoptSecret',
  'copyClientId',
  'disableClient',
  'duplicateClient',
  'editClient',
  'enableClient',
  'insert',
  'manageRoles',
  'openTerminal',
  'removeClient',
  'rotate',
  'showClientJson',
  'verify',
];

/** Commands that they run on one of its secrets. */
export const SECRET_ACTIONS: readonly ClientsCommand[] = [
  'copySecret',
  'editSecret',
  'finishRotation',
  'insert',
  'removeSecret',
  'rotate',
  'showCredential',
  'undoRotation',
  'verify',
];

/** Returns what a button says when it has copied something; `undefined` for all that say it otherwise. */
export const copiedInWords = (command: ClientsCommand): string | undefined =>
  command === 'copyClientId' ? l10n.t('Copied') : undefined;

/** Writes the buttons of a client in the order of their use: the first is what most people came for. */
export function clientButtons({ client, secrets, kept }: ClientDetailsModel): readonly string[] {
  const more = menuHtml('client-actions', l10n.t('More Actions'), menuOf(client));
  if (!hasSecrets(client.type)) {
    return [
      buttonHtml('insert', l10n.t('Insert…'), '', { look: 'primary' }),
      buttonHtml('editClient', l10n.t('Edit…')),
      more,
    ];
  }
  if (secrets.length === 0) {
    return [buttonHtml('addSecret', l10n.t('Add Secret…'), '', { look: 'primary', icon: 'add' }), more];
  }
  return [
    buttonHtml('rotate', l10n.t('Rotate…'), '', { look: 'primary', icon: 'sync' }),
    // Both need a value that is saved here.
    ...(kept.length === 0
      ? []
      : [buttonHtml('insert', l10n.t('Insert…')), buttonHtml('verify', l10n.t('Verify'))]),
    more,
  ];
}

const entry = (action: ClientsCommand, label: string): MenuEntry => ({ action, label });

function menuOf({ type, enabled }: Client): readonly MenuEntry[] {
  const withSecrets = hasSecrets(type);
  return [
    ...(withSecrets ? [entry('editClient', l10n.t('Edit…'))] : []),
    ...(type === 'clientCredentials' ? [entry('manageRoles', l10n.t('Manage Roles…'))] : []),
    ...(withSecrets
      ? [
          entry('adoptSecret', l10n.t('Adopt Existing Secret…')),
          entry('openTerminal', l10n.t('Open Terminal with Credentials')),
        ]
      : []),
    entry('duplicateClient', l10n.t('Duplicate…')),
    entry('showClientJson', l10n.t('Show as JSON')),
    'separator',
    ...(enabled === false ? [] : [entry('disableClient', l10n.t('Disable…'))]),
    ...(enabled === true ? [] : [entry('enableClient', l10n.t('Enable'))]),
    entry('removeClient', l10n.t('Delete…')),
  ];
}
