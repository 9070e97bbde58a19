import type { Field } from '../field.ts';
import { namesService, wordsOf } from '../fieldNames.ts';
import { namesOtherService } from '../otherServices.ts';

/** Names of keys, in lower case and without punctuation, that tell whose the keys beside them are. */
interface OtherKeys {
  readonly names: readonly string[];
  /** Fields that only this service has, beside which the names say nothing. */
  readonly unless: readonly Field[];
}

/** Keys that only other services have beside a client id. Adding one is adding it to a row. */
const OTHER_KEYS: readonly OtherKeys[] = [
  // Another platform of the same vendor, Google, Microsoft.
  {
    names: ['accountid', 'authuri', 'authprovidertx509certurl', 'azureregion', 'wellknownurl'],
    unless: [],
  },
  {
    names: [
      // The `azurerm` provider and backend of Terraform.
      ...['subscriptionid', 'resourcegroupname', 'storageaccountname', 'usemsi', 'useoidc'],
      // Keycloak, Cognito, Google, Salesforce, QuickBooks, Slack, Discord, payment.
      ...['realm', 'authserverurl', 'userpoolid', 'privatekeyid', 'clientemail', 'clientx509certurl'],
      ...['instanceurl', 'realmid', 'signingsecret', 'guildid', 'merchantid'],
      // OPC UA and databases.
      ...['sqlserver', 'warehouse'],
    ],
    unless: ['namespaceId', 'acrValues'],
  },
  // Brokers of messages, whose client id is a name that the client chooses.
  {
    names: [
      ...['broker', 'brokers', 'brokerurl', 'brokeruri', 'brokerhost', 'brokeraddress', 'brokerport'],
      ...[
        'topic',
        'topics',
        'qos',
        'cleansession',
        'cleanstart',
        'keepalive',
        'keepaliveseconds',
        'lastwill',
      ],
      ...['bootstrapservers', 'bootstrapserver', 'groupid', 'consumergroup', 'transactionalid'],
    ],
    unless: ['clientSecret', 'tenantId', 'namespaceId', 'acrValues'],
  },
  { names: ['saslmechanism', 'saslmechanisms', 'sasljaasconfig', 'securityprotocol'], unless: [] },
];

const UNLESS: ReadonlyMap<string, readonly Field[]> = new Map(
  OTHER_KEYS.flatMap(({ names, unless }) => names.map(name => [name, unless] as const)),
);

/**
 * Tells whether a key shows that the keys beside it are another service's; the name is plain.
 *
 * @param fields the fields that are beside it
 */
export const isKeyOfOtherService = (plain: string, fields: ReadonlySet<Field> = new Set()): boolean =>
  UNLESS.get(plain)?.every(field => !fields.has(field)) === true;

/** Keys for the kind of service that the keys beside it are for, in lower case and without punctuation. */
const TYPE_KEYS =
  /^(?:endpoint|service|connection|destination|target|server|system)type$|^(?:auth|authentication|identity|oauth2?|oidc|sso)provider$/;

/** Tells whether a key says that the keys beside it are for another service, as in `EndpointType`; the name is plain. */
export const isTypeOfOtherService = (plain: string, value: string): boolean =>
  TYPE_KEYS.test(plain) && namesOtherService(value);

/** Keys that name an object, in lower case and without punctuation. */
const NAME_KEYS: ReadonlySet<string> = new Set([
  ...['alias', 'app', 'application', 'connector', 'destination', 'displayname', 'driver', 'endpointtype'],
  ...['id', 'idp', 'integration', 'kind', 'label', 'name', 'platform', 'product', 'provider', 'providername'],
  ...['service', 'servicename', 'slug', 'strategy', 'system', 'target', 'title', 'type', 'vendor'],
]);

/** Words of a name; a longer text describes, and may mention anything. */
const LONGEST_NAME = 4;

/** A key of an object, with its plain name. */
export interface NamedKey {
  readonly name: string;
  readonly value: string;
}

/** Tells whether an object names another service: `name: zoom`. If another key names this one, it is a way from one to the other. */
export function isNamedAfterOther(keys: readonly NamedKey[]): boolean {
  const names = keys
    .filter(({ name }) => NAME_KEYS.has(name) || TYPE_KEYS.test(name))
    .map(({ value }) => ({ value, words: wordsOf(value) }))
    .filter(({ words }) => words.length <= LONGEST_NAME);
  return (
    !names.some(({ words }) => namesService(words)) && names.some(({ value }) => namesOtherService(value))
  );
}
