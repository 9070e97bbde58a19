import * as l10n from '@vscode/l10n';
import { DEFAULT_REDIRECT_URI, GLOBAL_RESOURCE } from '../../../credentials/connections/connection.ts';
import type { PickItem, WizardStep } from '../../platform/wizard/wizardStep.ts';
import type { ConnectionAnswers } from './connectionAnswers.ts';
import { guideAsMessage, guideFacts, type NewClientGuide, portalOf } from './newClientGuide.ts';
import { signInMethodItems } from './signInMethodItems.ts';

/** What a user without a client can do. */
export interface NewClientContext {
  /** Copies a text. Never rejects; resolves with whether it is copied. */
  readonly copy: (text: string) => Promise<boolean>;
  /** Opens an address in the browser. Never rejects. */
  readonly open: (address: string) => Promise<void>;
  /** Tells whether there is a sign-in with which this extension can create a client in the tenant of the answers. */
  readonly canCreate: (answers: Answers) => boolean;
}

type Answers = Partial<ConnectionAnswers>;
type Step = WizardStep<ConnectionAnswers>;

/** Tells whether this extension is to create the client: then nothing else is asked about the connection. */
export const isCreatedHere = ({ lacksClient, createdBy }: Answers): boolean =>
  lacksClient === true && createdBy === 'extension';

/** Tells whether the user creates the client in the portal. */
export const isCreatedInPortal = ({ lacksClient, createdBy }: Answers): boolean =>
  lacksClient === true && createdBy === 'portal';

const merge = (answers: Answers, reply: unknown): Answers => ({ ...answers, ...(reply as Answers) });

/** Records which client is new. It isn't the client of before, whose id and secret would be offered as its own. */
function recordNewClient(answers: Answers, reply: unknown): Answers {
  const next = merge(answers, reply);
  const isAsBefore = next.method === answers.method && next.createdBy === answers.createdBy;
  return isAsBefore ? next : { ...next, clientId: undefined, clientSecret: undefined };
}

/** Asks how to sign in, and what to do without a client. `applies` tells whether there is a sign-in to ask about. */
export function methodSteps(
  context: NewClientContext,
  applies: (answers: Answers) => boolean,
): readonly Step[] {
  return [
    {
      id: 'method',
      applies,
      prompt: ({ method, lacksClient = false }) => ({
        kind: 'pick',
        question: l10n.t('How do you sign in?'),
        items: [
          ...signInMethodItems(lacksClient ? undefined : method).map(item => ({
            ...item,
            value: { method: item.value, lacksClient: false, createdBy: undefined },
          })),
          {
            value: { lacksClient: true },
            label: l10n.t('I don’t have a client yet…'),
            description: l10n.t('what to create, and where'),
            detail: l10n.t('Shows the type, the redirect URI to copy, the roles, and the portal.'),
            picked: lacksClient,
          },
        ],
      }),
      record: merge,
    },
    {
      id: 'createdBy',
      applies: answers => applies(answers) && answers.lacksClient === true,
      prompt: answers => ({
        kind: 'pick',
        question: l10n.t('Which client do you want to sign in with?'),
        items: newClientItems(context, answers),
      }),
      record: recordNewClient,
    },
    {
      id: 'guideRead',
      applies: answers => applies(answers) && isCreatedInPortal(answers),
      prompt: answers => ({
        kind: 'pick',
        question: portalOf(guideOf(answers).resource)
          ? l10n.t('Create this client in the portal. Press Enter to copy a value.')
          : l10n.t('Create this client in the portal of this service. Press Enter to copy a value.'),
        items: guideItems(context, guideOf(answers)),
      }),
      record: answers => ({ ...answers, guideRead: true }),
    },
  ];
}

function newClientItems({ canCreate }: NewClientContext, answers: Answers): PickItem[] {
  const { method, createdBy } = answers;
  const isPossible = canCreate(answers);
  const items: readonly (PickItem & { readonly value: Answers })[] = [
    {
      value: { createdBy: 'extension' },
      label: l10n.t('A new client, created by this extension'),
      description: l10n.t('Authorization Code client'),
      detail: l10n.t('Requires the Tenant Administrator role. You stay signed in for up to 8 hours.'),
      picked: createdBy === 'extension',
    },
    {
      // Clients of the portal have no refresh tokens, so there is nothing to ask.
      value: { method: 'browser', createdBy: 'portal', offlineAccess: false },
      label: l10n.t('Your own account, in the browser'),
      description: l10n.t('Authorization Code client'),
      detail: l10n.t('No secret. The portal allows no refresh tokens, so you sign in every hour.'),
      picked: createdBy === 'portal' && method === 'browser',
    },
    {
      value: { method: 'client', createdBy: 'portal' },
      label: l10n.t('A client with a secret'),
      description: l10n.t('Client-Credentials client'),
      detail: l10n.t('With Tenant Administrator, it can create a browser client with refresh tokens.'),
      picked: createdBy === 'portal' && method === 'client',
    },
  ];
  return items.filter(({ value }) => isPossible || value.createdBy !== 'extension');
}

function guideOf({ preset, resource, tenantId, method, redirectUri }: Answers): NewClientGuide {
  return {
    method: method === 'client' ? 'client' : 'browser',
    resource: preset === 'custom' && resource !== undefined ? resource : GLOBAL_RESOURCE,
    tenantId: tenantId ?? '',
    redirectUri: redirectUri ?? DEFAULT_REDIRECT_URI,
  };
}

function guideItems({ copy, open }: NewClientContext, guide: NewClientGuide): readonly PickItem[] {
  const copied = async (text: string, shown: string) =>
    (await copy(text)) ? `${shown}${shown ? ' · ' : ''}${l10n.t('copied')}` : undefined;
  const portal = portalOf(guide.resource);
  const toPortal: readonly PickItem[] = portal
    ? [
        {
          value: undefined,
          icon: 'link-external',
          label: l10n.t('Open the portal'),
          description: portal,
          act: async () => {
            await open(portal);
            return undefined;
          },
        },
      ]
    : [];
  return [
    ...toPortal,
    ...guideFacts(guide).map(({ label, value, why, isTyped }) => ({
      value: undefined,
      icon: isTyped ? 'copy' : 'info',
      label: `${label}:`,
      description: value,
      detail: why,
      act: async () => (isTyped ? copied(value, value) : undefined),
    })),
    {
      value: undefined,
      icon: 'mail',
      label: l10n.t('Copy all for an administrator'),
      description: '',
      act: () => copied(guideAsMessage(guide), ''),
    },
    {
      value: true,
      icon: 'arrow-right',
      label: l10n.t('Continue'),
      description:
        guide.method === 'browser'
          ? l10n.t('with the id of the new client')
          : l10n.t('with the id and the secret of the new client'),
    },
  ];
}
