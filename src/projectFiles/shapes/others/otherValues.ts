import type { Field } from '../field.ts';

/** Values that tell by themselves whose they are. */
const OF_CREDENTIALS: readonly RegExp[] = [
  // Google.
  /\.apps\.googleusercontent\.com$|^GOCSPX-|^AIza[\w-]{20}|\.iam\.gserviceaccount\.com$/,
  // GitHub, GitLab.
  /^(?:Iv\d+\.|Iv23|Ov23)[A-Za-z0-9]{8}|^gh[opsur]_[A-Za-z0-9]|^github_pat_|^gl(?:pat|oas)-/,
  // Amazon, Okta, Stripe, Shopify, Slack.
  /^amzn1\.|^AKIA[A-Z0-9]{12}|^0oa[a-z0-9A-Z]{17}$|^[prs]k_(?:live|test)_|^shp(?:at|ca|pa|ss)_|^xox[abeprs]-/,
  // Databricks, Notion, Salesforce, Facebook.
  /^dapi[0-9a-f]{32}|^(?:ntn|secret)_[A-Za-z0-9]{40}|^3MVG9/,
  // Microsoft.
  /^api:\/\//,
];

/** Scopes that only other services have. */
const SCOPES =
  /\/\.default(?:\s|$)|(?:^|\s)api:\/\/|(?:^|\s)(?:Calendars|Directory|Files|Group|Mail|Sites|User)\.(?:Read|Send)/;

/** Names of tenants of Microsoft. */
const TENANTS = /\.onmicrosoft\.com$|^(?:common|consumers|organizations)$/i;

/** Tells whether the value of a field can only be another service's. */
export function isValueOfOther(field: Field, value: string): boolean {
  if (field === 'tenantId') return TENANTS.test(value);
  return (field === 'clientId' || field === 'clientSecret') && OF_CREDENTIALS.some(each => each.test(value));
}

/** Tells whether a key has scopes that only another service has; the name is plain. */
export const areScopesOfOther = (plain: string, value: string): boolean =>
  /^(?:default)?scopes?$/.test(plain) && SCOPES.test(value);
