import { wordsOf } from './fieldNames.ts';

/**
 * Names of other products that issue client ids, as words. A key, section or prefix with one of them isn't filled, even if it
 * is empty. Words that plants and applications use for something else (`line`, `square`, `nest`) are left out.
 */
const NAMES: readonly string[] = [
  ...['aad', 'adb2c', 'azure', 'dataverse', 'dynamics', 'entra', 'microsoft', 'msal', 'msgraph', 'o365'],
  ...[
    'office365',
    'onedrive',
    'powerapps',
    'powerautomate',
    'powerbi',
    'powerplatform',
    'sharepoint',
    'vsts',
    'xbox',
    'yammer',
  ],
  ...['amazon', 'aws', 'cognito', 'twitch'],
  ...['bigquery', 'firebase', 'gcp', 'gmail', 'google', 'gsuite', 'recaptcha', 'youtube'],
  ...['bitbucket', 'codeberg', 'forgejo', 'gitea', 'github', 'gitlab', 'sourcehut'],
  ...['auth0', 'authelia', 'authentik', 'clerk', 'descope', 'dex', 'forgerock', 'frontegg', 'fusionauth'],
  ...['jumpcloud', 'keycloak', 'kinde', 'logto', 'okta', 'onelogin', 'ory', 'pingfederate', 'pingidentity'],
  ...['pingone', 'stytch', 'supabase', 'workos', 'zitadel'],
  ...['facebook', 'instagram', 'kakao', 'linkedin', 'mastodon', 'naver', 'pinterest', 'qq', 'reddit'],
  ...[
    'snapchat',
    'telegram',
    'tiktok',
    'tumblr',
    'twitter',
    'vk',
    'vkontakte',
    'wechat',
    'weibo',
    'whatsapp',
  ],
  ...['discord', 'gotomeeting', 'mattermost', 'ringcentral', 'slack', 'teams', 'webex', 'zoom', 'zulip'],
  ...['adyen', 'affirm', 'braintree', 'coinbase', 'gocardless', 'klarna', 'mollie', 'paypal', 'plaid'],
  ...['razorpay', 'stripe', 'truelayer', 'wise', 'yodlee'],
  ...['deezer', 'flickr', 'soundcloud', 'spotify', 'trakt', 'vimeo'],
  ...['battlenet', 'blizzard', 'bungie', 'epicgames', 'eveonline', 'faceit', 'osu', 'roblox'],
  ...['apple', 'icloud'],
  ...['freshbooks', 'freshdesk', 'hubspot', 'intercom', 'intuit', 'marketo', 'netsuite', 'odoo', 'pardot'],
  ...[
    'pipedrive',
    'quickbooks',
    'salesforce',
    'servicenow',
    'sfdc',
    'sugarcrm',
    'workday',
    'xero',
    'zendesk',
  ],
  ...['zoho'],
  ...['airtable', 'asana', 'atlassian', 'calendly', 'canva', 'clickup', 'confluence', 'evernote', 'figma'],
  ...['jira', 'miro', 'notion', 'smartsheet', 'todoist', 'toggl', 'trello', 'typeform'],
  ...['adobe', 'box', 'docusign', 'dropbox', 'egnyte', 'hellosign', 'pandadoc'],
  ...['mailchimp', 'mailgun', 'messagebird', 'nexmo', 'nylas', 'sendgrid', 'twilio', 'vonage'],
  ...['bigcommerce', 'ebay', 'etsy', 'shopify', 'squarespace', 'woocommerce'],
  ...['airbnb', 'doordash', 'lyft', 'uber', 'yelp'],
  ...['fitbit', 'garmin', 'oura', 'strava', 'suunto', 'wahoo', 'whoop', 'withings'],
  ...['ecobee', 'netatmo', 'smartthings', 'sonos', 'tesla'],
  ...['datadog', 'elastic', 'grafana', 'newrelic', 'opsgenie', 'pagerduty', 'sentry', 'splunk'],
  ...['cloudflare', 'databricks', 'digitalocean', 'heroku', 'linode', 'mongodb', 'netlify', 'snowflake'],
  ...['vercel'],
  ...['arcgis', 'autodesk', 'bentley', 'esri', 'mapbox', 'procore', 'trimble'],
  ...['cognite', 'kepware', 'mindsphere', 'seeq', 'thingworx'],
  // The vendor's other products: those on premises, and the platform that has accounts instead of tenants.
  ...['afserver', 'nextgen', 'pi', 'piserver', 'pisystem', 'piwebapi'],
  ...['baidu', 'yandex'],
  ...['bankid', 'itsme'],
  // Brokers of messages, whose client id is a name that the client chooses.
  ...[
    'confluent',
    'emqx',
    'eventhub',
    'hivemq',
    'iothub',
    'kafka',
    'mosquitto',
    'mqtt',
    'pulsar',
    'rabbitmq',
  ],
  ...['sasl', 'servicebus'],
  ...['genericoauth', 'oauth2proxy', 'omniauth'],
];

const WORDS: ReadonlySet<string> = new Set(NAMES);

/** Names of at least this length may also begin a word: `azuread`, `googlecloud`. */
const LONG = 4;
const LONG_NAMES: readonly string[] = NAMES.filter(({ length }) => length >= LONG);

/** Tells whether a key, or a part of its path, names another service. */
export function namesOtherService(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word, at) => isOther(word) || isOther(`${word}${words[at + 1] ?? ''}`));
}

const isOther = (word: string): boolean =>
  WORDS.has(word) || LONG_NAMES.some(name => word.length > name.length && word.startsWith(name));

/** Words of texts that tell where a value of any service is kept. */
const WHERE: ReadonlySet<string> = new Set([
  ...['actions', 'by', 'devops', 'from', 'in', 'keyvault', 'manager', 'pipeline', 'portal', 'secrets', 'see'],
  ...['set', 'store', 'stored', 'vault', 'via'],
]);

/** Tells whether a placeholder asks for a value of another service: `YOUR_GITHUB_CLIENT_ID`. */
export const asksForOtherService = (placeholder: string): boolean =>
  namesOtherService(placeholder) && !wordsOf(placeholder).some(word => WHERE.has(word));

/** Addresses of PI Web API, and of an Edge Data Store, which has only one tenant, on any host. */
const OTHER_PATHS: readonly RegExp[] = [/\/piwebapi(?:\/|$)/i, /\/tenants\/default\/namespaces\//i];

/** Hosts of other services; a host below one of them counts as well. */
const OTHER_HOSTS: readonly string[] = [
  'accounts.google.com',
  'amazoncognito.com',
  'api.github.com',
  'appspot.com',
  'auth0.com',
  'b2clogin.com',
  'ciamlogin.com',
  'discord.com',
  'dynamics.com',
  'force.com',
  'github.com',
  'gitlab.com',
  'googleapis.com',
  'graph.facebook.com',
  'graph.microsoft.com',
  'login.microsoft.com',
  'login.windows.net',
  'microsoftonline.com',
  'microsoftonline.us',
  'okta.com',
  'oktapreview.com',
  'onelogin.com',
  'pingone.com',
  'platform.connect.aveva.com',
  'salesforce.com',
  'sharepoint.com',
  'slack.com',
  'spotify.com',
  'sts.windows.net',
];

/** Returns the host of an address, in lower case; `undefined` if the text is no address. */
export function hostOf(address: string): string | undefined {
  const found = /^(?:https?:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(address.trim());
  return found?.[1]?.toLowerCase();
}

/** Tells whether an address is another service's. */
export function isAddressOfOtherService(address: string): boolean {
  const host = hostOf(address);
  if (OTHER_PATHS.some(path => path.test(address))) return true;
  return host !== undefined && OTHER_HOSTS.some(other => host === other || host.endsWith(`.${other}`));
}
