import * as l10n from '@vscode/l10n';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { type MenuEntry, menuHtml } from '../../platform/webview/menuHtml.ts';
import { buttonHtml, chipHtml, escapeHtml } from '../../platform/webview/pageHtml.ts';
import { urgencyTone } from '../../platform/webview/urgencyTone.ts';
import { longDateInWords } from '../../vocabulary/words/dateWords.ts';
import { pendingInWords } from '../../vocabulary/words/pendingWords.ts';
import { secretInWords } from '../../vocabulary/words/urgencyWords.ts';
import type { ClientDetailsModel } from './detailsModel.ts';
import { locationLinks } from './locationsSection.ts';

/** Writes the secrets of a client, the most urgent first. */
export function secretsSection(model: ClientDetailsModel): string {
  const { secrets, now } = model;
  const rows = secrets.toSorted((one, other) => compareUrgency(one, other, now));
  const content =
    secrets.length === 0
      ? `<p class="empty">${escapeHtml(l10n.t('This client has no secret.'))}</p>`
      : `<ul class="items aligned">\n${rows.map(secret => secretRow(secret, model)).join('\n')}\n</ul>`;
  const add = buttonHtml('addSecret', l10n.t('Add Secret…'), '', { look: 'quiet', icon: 'add' });
  return `<section class="card" aria-labelledby="secrets"><div class="head"><h2 class="grow" id="secrets">${escapeHtml(l10n.t('Secrets'))}</h2>${add}</div>
${content}</section>`;
}

/** What comes first: what expires next, what has expired, what never does, what isn't known. */
function rankOf({ expiresAt, expiryUnknown }: ClientSecret, now: Date): number {
  if (expiryUnknown) return 3;
  if (!expiresAt) return 2;
  return expiresAt > now ? 0 : 1;
}

function compareUrgency(one: ClientSecret, other: ClientSecret, now: Date): number {
  const byRank = rankOf(one, now) - rankOf(other, now);
  const apart = (one.expiresAt?.getTime() ?? 0) - (other.expiresAt?.getTime() ?? 0);
  // Among the expired ones, the last one may still be in use.
  return byRank || (rankOf(one, now) === 1 ? -apart : apart) || one.id - other.id;
}

/** Names a secret, as the tree does. */
export const nameOf = ({ id, description }: ClientSecret): string => description || l10n.t('Secret {0}', id);

function secretRow(secret: ClientSecret, model: ClientDetailsModel): string {
  const { now, focusedSecretId } = model;
  const name = nameOf(secret);
  const number = secret.description
    ? ` <span class="muted">${escapeHtml(l10n.t('Secret {0}', secret.id))}</span>`
    : '';
  const rotation = rotationOf(model, secret);
  const chip = rotation
    ? chipHtml(pendingInWords(rotation, now), 'blue')
    : chipHtml(secretInWords(secret, now), urgencyTone(secret, now));
  const links = locationLinks(model, secret.id);
  const facts = [escapeHtml(factsOf(secret, model).join(' · ')), ...(links === '' ? [] : [links])];
  const focus = secret.id === focusedSecretId ? ' data-focus' : '';
  return `<li class="item" id="secret-${secret.id}" tabindex="-1"${focus}>
<div class="grow"><b>${escapeHtml(name)}</b>${number}${facts.map(fact => `<div class="sub">${fact}</div>`).join('')}</div>
${chip}
<div class="actions">${secretButtons(secret, model)}</div></li>`;
}

const isExpired = ({ expiresAt }: ClientSecret, now: Date): boolean =>
  expiresAt !== undefined && expiresAt <= now;

const rotationOf = ({ rotations }: ClientDetailsModel, { id }: ClientSecret) =>
  rotations.find(({ oldSecretId }) => oldSecretId === id);

function factsOf(secret: ClientSecret, model: ClientDetailsModel): readonly string[] {
  const { expiresAt, expiryUnknown } = secret;
  return [
    ...(expiresAt && !expiryUnknown ? [longDateInWords(expiresAt)] : []),
    model.kept.includes(secret.id) ? l10n.t('saved on this machine') : l10n.t('not saved on this machine'),
    ...(isExpired(secret, model.now)
      ? [l10n.t('counts toward the limit of {0} secrets', LIMITS.secretsPerClient)]
      : []),
  ];
}

/** Writes the buttons of a secret: what there is to do with it, and a menu for the rest. */
function secretButtons(secret: ClientSecret, model: ClientDetailsModel): string {
  const name = nameOf(secret);
  const isSaved = model.kept.includes(secret.id);
  const at = ` data-secret="${secret.id}"`;
  const button = (action: string, label: string, inMessages = label) =>
    buttonHtml(action, label, `${at} aria-label="${escapeHtml(l10n.t('{0}: {1}', inMessages, name))}"`, {
      look: 'quiet',
    });
  const remove = buttonHtml('removeSecret', l10n.t('{0}: {1}', l10n.t('Delete…'), name), at, {
    look: 'quiet',
    icon: 'trash',
    isIconOnly: true,
  });
  const rotation = rotationOf(model, secret);
  const state = rotation ? 'old' : isExpired(secret, model.now) ? 'expired' : 'usable';
  const first = {
    old: [
      button('finishRotation', l10n.t('Finish')),
      // What is being deleted can't be restored.
      ...(rotation?.step === 'deleting' ? [] : [button('undoRotation', l10n.t('Undo'))]),
    ],
    expired: [button('removeSecret', l10n.t('Delete…'))],
    usable: [
      button('rotate', l10n.t('Rotate…')),
      ...(isSaved ? [button('copySecret', l10n.t('Copy'))] : []),
      remove,
    ],
  };
  const label = l10n.t('More actions for {0}', name);
  const more = menuHtml(`secret-actions-${secret.id}`, label, menuOf(state, isSaved), at);
  return [...first[state], more].join('');
}

function menuOf(state: 'old' | 'expired' | 'usable', isSaved: boolean): readonly MenuEntry[] {
  const isOld = state === 'old';
  return [
    ...(state === 'expired' ? [{ action: 'rotate', label: l10n.t('Rotate…') }] : []),
    { action: 'editSecret', label: l10n.t('Edit…') },
    ...(isSaved && state === 'usable' ? [{ action: 'insert', label: l10n.t('Insert…') }] : []),
    ...(isSaved
      ? [
          { action: 'verify', label: l10n.t('Verify') },
          { action: 'showCredential', label: l10n.t('Show Client ID and Secret') },
        ]
      : []),
    ...(isOld ? (['separator', { action: 'removeSecret', label: l10n.t('Delete…') }] as const) : []),
  ];
}
