import assert from 'node:assert/strict';
import {
  hostOf,
  isAddressOfOtherService,
  namesOtherService,
} from '../../../../src/projectFiles/shapes/otherServices.ts';
import { isKeyOfOtherService } from '../../../../src/projectFiles/shapes/others/otherKeys.ts';

/** Products that issue client ids, each as a word of a section or a prefix. */
const PRODUCTS = `
  aad adb2c azure dataverse dynamics entra microsoft msal msgraph o365 office365 onedrive powerapps powerautomate powerbi powerplatform sharepoint vsts xbox yammer
  amazon aws cognito twitch bigquery firebase gcp gmail google gsuite recaptcha youtube
  bitbucket codeberg forgejo gitea github gitlab sourcehut
  auth0 authelia authentik clerk descope dex forgerock frontegg fusionauth jumpcloud keycloak kinde logto okta onelogin ory
  pingfederate pingidentity pingone stytch supabase workos zitadel
  facebook instagram kakao linkedin mastodon naver pinterest qq reddit snapchat telegram tiktok tumblr twitter vk vkontakte
  wechat weibo whatsapp discord gotomeeting mattermost ringcentral slack teams webex zoom zulip
  adyen affirm braintree coinbase gocardless klarna mollie paypal plaid razorpay stripe truelayer wise yodlee
  deezer flickr soundcloud spotify trakt vimeo battlenet blizzard bungie epicgames eveonline faceit osu roblox apple icloud
  freshbooks freshdesk hubspot intercom intuit marketo netsuite odoo pardot pipedrive quickbooks salesforce servicenow sfdc
  sugarcrm workday xero zendesk zoho
  airtable asana atlassian calendly canva clickup confluence evernote figma jira miro notion smartsheet todoist toggl trello
  typeform adobe box docusign dropbox egnyte hellosign pandadoc
  mailchimp mailgun messagebird nexmo nylas sendgrid twilio vonage bigcommerce ebay etsy shopify squarespace woocommerce
  airbnb doordash lyft uber yelp fitbit garmin oura strava suunto wahoo whoop withings
  ecobee netatmo smartthings sonos tesla datadog elastic grafana newrelic opsgenie pagerduty sentry splunk
  cloudflare databricks digitalocean heroku linode mongodb netlify snowflake vercel
  arcgis autodesk bentley esri mapbox procore trimble cognite kepware mindsphere seeq thingworx pi piwebapi
  baidu yandex bankid itsme genericoauth oauth2proxy omniauth`
  .trim()
  .split(/\s+/);

describe('namesOtherService', () => {
  for (const product of PRODUCTS)
    it(`knows ${product}`, () => {
      assert.ok(namesOtherService(product));
      assert.ok(namesOtherService(`my-${product.toUpperCase()}`));
    });

  it('knows names of two words, and names that begin a word', () => {
    const names = [
      'AuthZero',
      'EntraId',
      'generic_oauth',
      'Power BI',
      'googlecloud',
      'AzureADB2C',
      'oauth2-proxy',
    ];
    assert.deepEqual(
      names.filter(name => !namesOtherService(name)),
      ['AuthZero'],
    );
  });

  it('leaves names of plants, of this service, and short beginnings alone', () => {
    const names = [
      'Line',
      'Square',
      'Nest',
      'DataHub',
      'Connect',
      'pilot',
      'awsome',
      'vkp',
      'Client',
      'boxes',
      '',
    ];
    assert.deepEqual(names.filter(namesOtherService), []);
  });
});

describe('isKeyOfOtherService', () => {
  it('knows keys that this service doesn’t have', () => {
    const keys = ['accountid', 'authuri', 'authprovidertx509certurl', 'azureregion', 'wellknownurl'];
    assert.ok(keys.every(key => isKeyOfOtherService(key)));
    assert.ok(!['tenantid', 'resource', 'accountids', ''].some(key => isKeyOfOtherService(key)));
  });
});

describe('hostOf', () => {
  for (const [address, host] of [
    ['https://R.example/x', 'r.example'],
    ['http://r.example', 'r.example'],
    ['//r.example:80/x', 'r.example'],
    ['HTTPS://r.example?x', 'r.example'],
    ['https://r.example#x', 'r.example'],
    ['  https://user:p@r.example/', 'r.example'],
    ['https://r.example/a@b', 'r.example'],
    ['https://r.example?a@b', 'r.example'],
    ['https://r.example#a@b', 'r.example'],
    ['see https://r.example', undefined],
    ['ftp://r.example', undefined],
    ['r.example', undefined],
    ['https://', undefined],
  ] as const)
    it(`reads ${JSON.stringify(address)}`, () => assert.equal(hostOf(address), host));
});

describe('isAddressOfOtherService', () => {
  const hosts =
    `accounts.google.com amazoncognito.com api.github.com appspot.com auth0.com b2clogin.com ciamlogin.com discord.com
    dynamics.com force.com github.com gitlab.com googleapis.com graph.facebook.com graph.microsoft.com login.microsoft.com
    login.windows.net microsoftonline.com microsoftonline.us okta.com oktapreview.com onelogin.com pingone.com
    platform.connect.aveva.com salesforce.com sharepoint.com slack.com spotify.com sts.windows.net`.split(
      /\s+/,
    );
  for (const host of hosts)
    it(`knows ${host} and what is below it`, () => {
      assert.ok(isAddressOfOtherService(`https://${host}/x`));
      assert.ok(isAddressOfOtherService(`https://a.b.${host.toUpperCase()}`));
    });

  it('doesn’t take similar hosts, this service, and other texts for them', () => {
    const others = [
      'https://notgithub.com',
      'https://github.com.example/',
      'https://uswe.datahub.connect.aveva.com',
      'https://r.example/github.com',
      'github.com',
      '',
    ];
    assert.deepEqual(others.filter(isAddressOfOtherService), []);
  });
});
