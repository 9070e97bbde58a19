import { type ClientSettings, DEFAULT_SETTINGS } from '../../service/model/clientSettings.ts';
import type { ClientType } from '../../service/model/clientTypes.ts';

/** A sample client of another type than Client Credentials. */
export interface SampleApplication {
  readonly type: ClientType;
  readonly name: string;
  readonly settings: ClientSettings;
}

/** The redirect URIs of this extension, and of a web application under development. */
const LOOPBACK_REDIRECT = 'http://127.0.0.1:54321/callback';
const DEVELOPMENT_ORIGIN = 'http://localhost:4200';

/** One client of each of the other types, for applications under development. */
const APPLICATIONS: readonly SampleApplication[] = [
  {
    type: 'authorizationCode',
    name: 'Operations portal',
    settings: {
      ...DEFAULT_SETTINGS,
      redirectUris: [LOOPBACK_REDIRECT, `${DEVELOPMENT_ORIGIN}/callback`],
      postLogoutRedirectUris: [DEVELOPMENT_ORIGIN],
      allowedCorsOrigins: [DEVELOPMENT_ORIGIN],
      allowOfflineAccess: true,
    },
  },
  {
    type: 'hybrid',
    name: 'Reporting site',
    settings: {
      ...DEFAULT_SETTINGS,
      redirectUris: [LOOPBACK_REDIRECT, 'https://localhost:5001/signin-oidc'],
      postLogoutRedirectUris: ['https://localhost:5001/signout-callback-oidc'],
      allowOfflineAccess: true,
    },
  },
  { type: 'deviceCode', name: 'Control room display', settings: DEFAULT_SETTINGS },
];

/** With fewer sample clients, all are Client Credentials clients. */
const FEWEST_WITH_APPLICATIONS = 10;

/** Returns the application of the client with a number (from 1): the last ones, if there are enough clients. */
export function sampleApplication(number: number, count: number): SampleApplication | undefined {
  return count < FEWEST_WITH_APPLICATIONS
    ? undefined
    : APPLICATIONS[number - 1 - (count - APPLICATIONS.length)];
}
