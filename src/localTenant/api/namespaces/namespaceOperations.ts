import { hash } from 'node:crypto';
import { guidFrom } from '../../guid.ts';
import type { Call, Operation, Tenant } from '../call.ts';
import { type Read, type Refusal, refuse } from '../wire/answer.ts';
import { readPage } from '../wire/paging.ts';

/** A namespace. A tenant has always the same ones, because the API only reads them. */
interface Namespace {
  /** In lower case. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

const NAMESPACES: readonly Namespace[] = [
  { id: 'default', name: 'Default', description: 'The first namespace of the tenant' },
  { id: 'test', name: 'Test', description: 'Another namespace, for tests' },
];

/** The only region; a namespace lives at the address of this process. */
const REGION = { id: 'local', name: 'This machine' } as const;
const GLOBAL_REGION = { id: 'global', name: 'Global address' } as const;

/** State of a namespace that can be used (documentation: *Namespaces*). */
const ACTIVE = 1;

/** `GET …/Namespaces`. */
export const listNamespaces: Operation = ({ tenant }) => ({
  kind: 'success',
  status: 200,
  body: NAMESPACES.map(namespace => writeNamespace(tenant, namespace)),
  totalCount: NAMESPACES.length,
});

/** `GET …/Namespaces/{namespaceId}`. */
export const getNamespace: Operation = call => {
  const namespace = findNamespace(call);
  if (!namespace.ok) return namespace.refusal;
  return { kind: 'success', status: 200, body: writeNamespace(call.tenant, namespace.value) };
};

/** `GET …/Regions`: a page of the tenant's addresses, and which one takes writes to clients, secrets, roles and users. */
export const listRegions: Operation = ({ tenant: { addresses }, query }) => {
  const page = readPage(query);
  if (!page.ok) return page.refusal;
  const { skip, count } = page.value;
  const { own, global } = addresses;
  const writeRegion = ({ id, name }: typeof REGION | typeof GLOBAL_REGION, address: string) => ({
    Id: id,
    Name: name,
    AdministrativeEndpointsWritable: address === global,
    BaseAddress: address,
  });
  const regions = [writeRegion(REGION, own)];
  if (global !== undefined && global !== own) regions.push(writeRegion(GLOBAL_REGION, global));
  const body = regions.slice(skip, skip + count);
  return { kind: 'success', status: 200, body, totalCount: regions.length };
};

const NAMESPACE_NOT_FOUND: Refusal = refuse(
  'notFound',
  'The tenant has no namespace of this id.',
  'List the namespaces to see their ids.',
);

/** Finds the namespace that a call's path names. */
export function findNamespace({ parameters }: Call): Read<Namespace> {
  const namespace = NAMESPACES.find(({ id }) => id === parameters.namespaceId);
  return namespace ? { ok: true, value: namespace } : { ok: false, refusal: NAMESPACE_NOT_FOUND };
}

function writeNamespace({ identity, addresses }: Tenant, { id, name, description }: Namespace) {
  return {
    Id: id,
    Name: name,
    Description: description,
    Region: REGION.name,
    RegionId: REGION.id,
    Self: `${addresses.own}/api/v1/Tenants/${identity.id}/Namespaces/${id}`,
    State: ACTIVE,
    InstanceId: guidFrom(hash('sha256', `${identity.id} namespace ${id}`, 'buffer').subarray(0, 16)),
  };
}
