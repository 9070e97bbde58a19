import { type Field, fieldValue, type PlainValues, withoutEndSlash } from './field.ts';

/** Addresses of the service. A regional one answers reads, so it isn't replaced by the global one, nor the other way round. */
const SERVICE = /^https:\/\/[a-z0-9-]+\.datahub\.connect\.aveva\.com(?=\/|$)/i;

/** Tells whether an address is one of the service's. */
export const isServiceAddress = (address: string): boolean => SERVICE.test(address);

/** Addresses that the service has had, those of samples that forget the end of it, and the one of no region. */
const SERVICE_ELSEWHERE =
  /^https:\/\/(?:(?:[a-z0-9-]+\.)?datahub\.connect\.aveva(?:\.com)?|dat-[a-z]\.osisoft\.com)(?=\/|$)/i;

/** Tells whether an address is the service's, or has been. */
export const isOwnAddress = (address: string): boolean =>
  isServiceAddress(address) || SERVICE_ELSEWHERE.test(address);

/** Tells whether an address is the service's, or has been, without a path. */
export const isOwnRoot = (address: string): boolean =>
  isOwnAddress(address) && /^https:\/\/[^/?#]*\/?$/i.test(address);

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Tells whether two addresses are the same, or the same of two regions. */
function sameAddress(one: string, other: string): boolean {
  const [first, second] = [withoutEndSlash(one), withoutEndSlash(other)];
  if (sameText(first, second)) return true;
  return SERVICE.test(first) && SERVICE.test(second) && sameText(pathOf(first), pathOf(second));
}

const pathOf = (address: string): string => address.replace(SERVICE, '');

const FITS: Readonly<Record<Field, (present: string, wanted: string) => boolean>> = {
  resource: sameAddress,
  // Some programs add the path themselves.
  authority: (present, wanted) =>
    sameAddress(present, wanted) || sameAddress(`${withoutEndSlash(present)}/identity`, wanted),
  tokenEndpoint: sameAddress,
  omfEndpoint: sameAddress,
  apiVersion: sameText,
  tenantId: sameText,
  namespaceId: sameText,
  clientId: sameText,
  acrValues: sameText,
  // Only the edit itself may reveal the secret.
  clientSecret: () => false,
};

/** Tells whether the present value of a field may stay in place of the new one. */
export function fitsField(field: Field, present: string, values: PlainValues): boolean {
  const wanted = field === 'clientSecret' ? undefined : fieldValue(field, values, present);
  return wanted !== undefined && FITS[field](present, wanted);
}
