import * as l10n from '@vscode/l10n';
import { isRegional } from '../../../credentials/connections/checks/testConnection.ts';
import { GLOBAL_RESOURCE } from '../../../credentials/connections/connection.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';

/** The portal's page of clients, which is the same for all regions (the vendor's samples: *Register a client*). */
const PORTAL = 'https://datahub.connect.aveva.com/clients';

/** Where to look in the portal, in its own words (documentation: *Add an authorization code client*). */
const MENU = 'Security > Clients > Add Client';

/** The ways to sign in for which the portal can create the client. It doesn't create Device Code clients. */
export type PortalMethod = 'browser' | 'client';

/** What a client in the portal is for. */
export interface NewClientGuide {
  readonly method: PortalMethod;
  readonly resource: string;
  readonly tenantId: string;
  /** The address that the sign-in uses. */
  readonly redirectUri: string;
}

/** One thing to enter or to know, next to the portal's name for it. */
export interface GuideFact {
  readonly label: string;
  readonly value: string;
  readonly why: string;
  /** Whether the value is typed into the form, letter by letter. */
  readonly isTyped?: true;
}

/**
 * Returns the address of the portal's page of clients; `undefined` for an address that isn't one of the service's own, because
 * nothing says where the portal of another installation is.
 */
export const portalOf = (resource: string): string | undefined =>
  resource === GLOBAL_RESOURCE || isRegional(resource) ? PORTAL : undefined;

/** Lists what to create in the portal: fields in the order and with the names of its form, then what to expect. */
export function guideFacts({ method, redirectUri }: Omit<NewClientGuide, 'resource'>): readonly GuideFact[] {
  return method === 'browser' ? browserFacts(redirectUri) : clientFacts();
}

function browserFacts(redirectUri: string): readonly GuideFact[] {
  return [
    typeFact(clientTypeInWords('authorizationCode')),
    nameFact(),
    {
      label: 'Allowed Redirect URL(s)',
      value: redirectUri,
      isTyped: true,
      why: l10n.t('Enter exactly this address, then select +.'),
    },
    {
      label: 'Roles',
      value: l10n.t('none'),
      why: l10n.t('Your roles apply: Tenant Member lists clients, Tenant Administrator changes them.'),
    },
    {
      label: l10n.t('Refresh tokens'),
      value: l10n.t('not from the portal'),
      why: l10n.t('You sign in again when the token expires, after an hour at most.'),
    },
  ];
}

function clientFacts(): readonly GuideFact[] {
  return [
    typeFact(clientTypeInWords('clientCredentials')),
    nameFact(),
    {
      label: 'Roles',
      value: 'Tenant Member, Tenant Administrator',
      why: l10n.t('Tenant Member lists clients. Tenant Administrator creates and changes them.'),
    },
    {
      label: l10n.t('Without Tenant Administrator'),
      value: l10n.t('also possible'),
      why: l10n.t('Can list clients and manage its own secrets, but can’t create clients.'),
    },
    {
      label: 'Add Secret',
      value: l10n.t('with a short lifetime (Expiration Date)'),
      why: l10n.t('Copy the secret immediately. The portal shows it only once.'),
    },
    {
      label: l10n.t('Refresh tokens'),
      value: l10n.t('not for this client'),
      why: l10n.t('With Tenant Administrator, it can create a browser client that allows them.'),
    },
  ];
}

const typeFact = (value: string): GuideFact => ({
  label: 'Client Type',
  value,
  why: l10n.t('Under {0}. Requires the Tenant Administrator role.', MENU),
});

const nameFact = (): GuideFact => ({
  label: 'Name',
  value: 'VS Code sign-in',
  isTyped: true,
  why: l10n.t('Any name that says what the client is for.'),
});

/** Writes what to create as a message to an administrator who can. */
export function guideAsMessage(guide: NewClientGuide): string {
  const { method, resource, tenantId } = guide;
  const portal = portalOf(resource) ?? resource;
  const facts = guideFacts(guide).map(({ label, value, why }) => `- ${label}: ${value} (${why})`);
  const reply =
    method === 'browser'
      ? l10n.t('Please send me the id of the client.')
      : l10n.t('Please send me the id of the client, and its secret in a way that nobody else can read.');
  const request = l10n.t('Please create this client for me: {0}, tenant {1}', portal, tenantId);
  return [request, ...facts, reply].join('\n');
}
