import type { Connection } from '../../../src/credentials/connections/connection.ts';
import type { Operation, OperationStep, PlaceState } from '../../../src/credentials/operations/operation.ts';
import type { Binding } from '../../../src/credentials/records/bindings.ts';
import { AUDIT_FIXES } from '../../../src/editor/vocabulary/auditFixes.ts';
import type { StoreErrorCode } from '../../../src/externalStores/storeError.ts';
import { STORE_PRESETS } from '../../../src/externalStores/storePresets.ts';
import { CLIENT_TYPES } from '../../../src/service/model/clientTypes.ts';

/** Names and values that are put into words: without small letters, so that they are told from words. */
const NAME = 'X';
const now = new Date('2026-11-23T10:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

const binding: Binding = {
  kind: 'file',
  tenantId: NAME,
  clientId: NAME,
  secretId: 1,
  file: '/X/Y',
  folder: '/X',
  writtenAt: '',
};
const placeThatIs = (state: PlaceState) => ({ kind: 'signIn', connection: NAME, state }) as const;
const places = [placeThatIs('written'), placeThatIs('left')];
const operation = (step: OperationStep, given: Partial<Operation> = {}): Operation => ({
  id: NAME,
  kind: 'rotate',
  step,
  startedAt: now.toISOString(),
  resource: NAME,
  tenantId: NAME,
  client: { type: 'clientCredentials', id: NAME, name: NAME },
  description: NAME,
  known: [],
  places,
  afterwards: { kind: 'delete', graceMs: 0 },
  ...given,
});
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
const STEPS: readonly OperationStep[] = ['asking', 'kept', 'written', 'waiting', 'deleting', 'undoing'];
const connection: Connection = {
  name: NAME,
  kind: 'service',
  resource: 'HTTPS://X',
  tenantId: NAME,
  signIn: { method: 'client', clientId: NAME },
};
const report = (yes: boolean) => ({
  tokenLifetimeSeconds: 60,
  isMember: yes,
  isAdministrator: yes,
  isSelf: yes,
  isOtherTenant: !yes,
  isRegional: !yes,
});
const effect = (count: number) => ({
  workingLost: count,
  workingLeft: 0,
  bindings: [binding],
  kept: [{}],
  elsewhere: [],
});
const elsewhere = {
  hostId: 'X',
  name: NAME,
  seenAt: now.toISOString(),
  bindings: [binding],
  kept: [{}],
  operations: [],
  isUnclear: true,
};
const verified = { lifetimeSeconds: 90, tenantId: NAME, roleTypeIds: [NAME], forUsersOnly: false };
const due = (days: number) => ({ secret: { clientName: NAME, expiresAt: inDays(days) } });
const subject = {
  client: { name: NAME },
  secret: { id: 1, description: '' },
  places: [],
  secrets: Array.from({ length: 9 }, (_, id) => ({ id, description: '' })),
};
const FIELDS = [
  ...['name', 'enabled', 'accessTokenLifetimeSeconds', 'redirectUris', 'postLogoutRedirectUris', 'clientUri'],
  ...['allowedCorsOrigins', 'logoUri', 'allowOfflineAccess', 'allowAccessTokensViaBrowser'],
  'deviceCodeLifetimeSeconds',
];
const cause = (name: string) => ({ cause: name, place: {}, ...(name === 'works' ? { verified } : {}) });

const REFUSALS = ['otherTenant', 'clientGone', 'clientDisabled', 'wrongSecret'];
const EXPIRED_CLIENT = {
  kind: 'client',
  client: { name: NAME },
  secrets: [{ id: 5, description: '', expiresAt: inDays(-1) }],
};

const STORE_FIELDS = [
  ...['name', 'repository', 'path', 'key', 'vault', 'namespace', 'program', 'commandLine'],
  ...['address', 'context', 'item', 'arn'],
];
const STORE_ERRORS: Readonly<Record<StoreErrorCode, true>> = {
  noSocketFolder: true,
  programMissing: true,
  refused: true,
  signedOut: true,
  denied: true,
  missing: true,
  exists: true,
  notOurs: true,
  unclear: true,
  unfit: true,
  tooOld: true,
  changedMeanwhile: true,
  cancelled: true,
};

/** How each function of the files of words is called so that it says everything that it can: lists of arguments. */
export const SPOKEN: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  auditRuleInWords: [
    ...['administrator', 'neverExpires', 'manySecrets', 'expired', 'disabled', 'noDescription'].map(rule => [
      rule,
    ]),
  ],
  auditFixInWords: Object.values(AUDIT_FIXES).flatMap(fixes => fixes.map(fix => [fix])),
  unreadInWords: [
    { code: 'tooLarge' },
    { code: 'notAFile' },
    { code: 'notUtf8' },
    { code: 'readFailed' },
    { code: 'notAnObject' },
    { code: 'notParsable', position: { line: 3, column: 7 } },
    { code: 'ioFailed', detail: 'EACCES' },
  ].map(error => [error]),
  targetRefusalInWords: ['shared', 'encryptedSection', 'inAnotherFile', 'readOnly'].map(code => [{ code }]),
  unreadReasonInWords: [
    { code: 'notAFile' },
    { code: 'notAnObject' },
    { code: 'notParsable', position: { line: 3, column: 7 } },
    { code: 'ioFailed', detail: 'EACCES' },
    { code: 'ioFailed', detail: 'EIO' },
    { code: 'tooLarge' },
  ].map(error => [{ path: NAME, ...error }]),
  findingInWords: [[{ rule: 'manySecrets', client: { secrets: [{}, {}, {}] } }, now]],
  bindingInWords: [[binding]],
  bindingInShort: [[binding]],
  bindingWithKeyInWords: [[binding]],
  clientFieldInWords: FIELDS.map(field => [field]),
  fieldValueInWords: [undefined, true, false, 60, NAME, []].map(value => ['name', value]),
  clientTypeInWords: CLIENT_TYPES.map(({ type }) => [type]),
  clientTypeHintInWords: CLIENT_TYPES.map(({ type }) => [type]),
  connectionReportInWords: [
    [connection, report(true)],
    [connection, report(false)],
    [connection, { ...report(true), isAdministrator: undefined }],
  ],
  countInWords: [[50_000]],
  secretCountInWords: [[0], [1], [2]],
  credentialStateInWords: [
    ...['clientGone', 'secretGone', 'clientDisabled', 'placeholder', 'notKept', 'failed', 'unknownClient'],
    ...['elsewhere', 'idOnly', 'secret', 'unknownSecret'],
  ].map(kind => [{ kind, changedSince: true }, now]),
  diagnosisInWords: [
    ...['works', 'otherTenant', 'clientGone', 'clientDisabled', 'secretGone', 'expired', 'clock', 'failed'],
    ...['notEffectiveYet', 'replaced', 'wrongSecret', 'notKept', 'noValue'],
  ].map(name => [cause(name)]),
  verifiedPlaceInWords: [[{ place: { binding } }]],
  dateInWords: [[now]],
  distanceInWords: [-3, -1, -0.1, 0.5, 1.5, 12].map(days => [inDays(days), now]),
  expiryInWords: [{}, { expiresAt: inDays(3) }, { expiresAt: inDays(-3) }].map(secret => [secret, now]),
  healthInWords: [
    [{ state: 'disabled', secretCount: 0, expiredCount: 0 }, now],
    [{ state: 'expired', secretCount: 1, expiredCount: 1 }, now],
    [{ state: 'expired', secretCount: 2, expiredCount: 2 }, now],
    [{ state: 'expiring', secretCount: 2, expiredCount: 1, nextExpiry: inDays(3) }, now],
    [{ state: 'valid', secretCount: 1, expiredCount: 0 }, now],
  ],
  languageTag: [[]],
  lifetimeInWords: [[3600], [60], [90]],
  lookInWords: [['valid'], ['expiring']],
  untrustedInWords: [[''], ['CERT_HAS_EXPIRED']],
  proxyRefusalInWords: [['407'], ['403']],
  proxyUnreachableInWords: [['X']],
  tooManyRequestsInWords: [[{ facts: {} }], [{ facts: { retryAfterMs: 3000 } }]],
  savedDataInWords: [[{ secrets: 1, signIns: 1, locations: 1, others: 1 }]],
  rotatedPlaceInWords: [[places[0]]],
  operationInWords: ['createClient', 'addSecret', 'rotate'].map(kind => [{ kind, client: { name: NAME } }]),
  stepInWords: [
    ...STEPS.map(step => [operation(step), now]),
    [operation('kept', { kind: 'addSecret' }), now],
    ...[1, 60, 180, 9_000].map(minutes => [operation('waiting', { deleteAt: minutesLater(minutes) }), now]),
  ],
  oldSecretInWords: [
    [operation('waiting'), false, now],
    [operation('waiting'), true, now],
    [operation('waiting', { afterwards: { kind: 'keep' } }), true, now],
  ],
  rotatedInWords: [[operation('waiting'), true, now]],
  placeCountInWords: [[0], [1], [2]],
  linesInWords: [[Array.from({ length: 9 }, () => NAME)]],
  clientRemovalInWords: [0, 1, 2].map(count => [
    { id: NAME, type: 'clientCredentials' },
    { ...effect(count), elsewhere: [elsewhere] },
    true,
    NAME,
  ]),
  secretRemovalInWords: [0, 1].map(count => [effect(count), true, NAME]),
  disablingInWords: [[true]],
  severalInWords: [[[NAME], NAME, { elsewhere: [elsewhere], ownName: NAME }]],
  hostInWords: [
    [{ hostId: '*' }, NAME],
    [{ hostId: 'X' }, NAME],
    [{ hostId: 'X', name: NAME }, NAME],
    [{ hostId: 'X', name: NAME }, ''],
  ],
  elsewhereInWords: [[[elsewhere], NAME]],
  rotationSummary: [
    [subject, { expiresAt: undefined, afterwards: { kind: 'keep' }, isItself: true }],
    [
      { ...subject, places, elsewhere: [elsewhere] },
      { expiresAt: now, afterwards: { kind: 'delete', graceMs: 0 }, isItself: false },
    ],
    [subject, { expiresAt: now, afterwards: { kind: 'delete', graceMs: 1 }, isItself: false }],
  ],
  withServiceWords: [['', { facts: { error: 'X', resolution: 'Y', operationId: 'Z' } }]],
  direnvInWords: [['/X/.ENVRC'], ['/X Y/.ENVRC']],
  notSureInWords: [[], [now.toISOString()]],
  savedInWords: [[{ description: '', secretId: 5 }]],
  faultInWords: [
    'empty',
    'notOneWord',
    'placeholder',
    'reference',
    'ownVariable',
    'encrypted',
    'masked',
  ].flatMap(fault => [[fault], [fault, NAME]]),
  savedExpiryInWords: [
    [{ secretId: -1 }, now],
    [{ secretId: 5, expiresAt: now.toISOString() }, now],
  ],
  adoptionRefusalInWords: REFUSALS.map(cause => [
    { cause, tenantId: NAME, client: EXPIRED_CLIENT },
    NAME,
    now,
  ]),
  adoptedInWords: ['saved', 'replaced', 'identified', 'savedAlready'].flatMap(kind =>
    [5, -1].flatMap(secretId => [
      [{ kind, kept: { clientName: NAME, description: '', secretId }, bound: [], left: [] }, []],
      [{ kind, kept: { clientName: NAME, description: NAME, secretId }, bound: [{}], left: [{}] }, [NAME]],
      [{ kind, kept: { clientName: NAME, description: NAME, secretId }, bound: [{}, {}], left: [] }, []],
    ]),
  ),
  targetInWords: [
    [{ reason: 'userSecrets', relativePath: NAME }],
    [{ reason: 'newFile', relativePath: NAME }],
  ],
  storeInWords: STORE_PRESETS.map(({ id }) => [id]),
  storeFieldInWords: STORE_FIELDS.map(field => [field]),
  fieldFaultInWords: [
    ...['empty', 'option', 'reserved', 'form'].map(fault => [fault, 'name']),
    ...['repository', 'path'].map(field => ['form', field]),
  ],
  argumentsFaultInWords: ['unclosed', 'control'].map(kind => [{ kind, at: 1, character: NAME }]),
  storeErrorInWords: Object.keys(STORE_ERRORS).flatMap(code =>
    [true, false].map(mayHaveWritten => [
      { code, program: NAME, exitCode: 1, field: 'key', output: NAME, mayHaveWritten },
    ]),
  ),
  placeInWords: [['pass', { path: NAME }]],
  uriFaultInWords: [
    ...['notAbsolute', 'forbiddenCharacter', 'forbiddenScheme', 'notAnOrigin', 'notAWebAddress'].map(
      fault => [fault, NAME],
    ),
  ],
  verifiedInWords: [[verified], [{ ...verified, roleTypeIds: [] }], [{ ...verified, forUsersOnly: true }]],
  noticesInWords: [
    [[due(3)], now],
    [[due(-3)], now],
    [[1, 2, 3, 4].map(due), now],
  ],
  lostInWords: [[[{ clientName: NAME }]], [[{ clientName: NAME }, { clientName: NAME }]]],
  expiringCountInWords: [[[{}]], [[{}, {}]]],
  changeInWords: [[{ keyPath: [NAME], remedy: { value: NAME } }], [{ keyPath: [NAME], remedy: {} }]],
  refusalInWords: [
    ...['elsewhere', 'unknownField'].map(code => ({
      code: 'variable',
      fault: { code, variable: NAME },
      keys: [NAME],
    })),
    ...['noEnvironment', 'unknownDebugger'].map(code => ({ code, type: NAME })),
    { code: 'exposed', exposure: { keyPath: [NAME] } },
  ].map(refusal => [NAME, refusal]),
  permissionInWords: [
    { kind: 'terminal' },
    ...['written', 'started'].map(of => ({ kind: 'launch', of, withChanges: false })),
    { kind: 'launch', of: 'started', withChanges: true },
  ].map(given => [
    { ...given, clientName: NAME, clientId: NAME, configuration: NAME, givenAt: now.toISOString() },
  ]),
};

/** What the tables of errors are told. */
export const ERROR = {
  facts: {},
  path: NAME,
  detail: NAME,
  program: NAME,
  output: NAME,
  exitCode: 1,
  place: NAME,
  orphan: { kind: 'secret', secretId: 1, clientId: NAME, client: { id: NAME, name: NAME } },
};
