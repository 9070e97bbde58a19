/**
 * Tells whether it is known which of a client's secrets a reference means. The service's numbers are never negative. A saved
 * value of which it isn't known has a negative number, which this machine has made up: it is none of the service's.
 */
export const isIdentified = (secretId: number): boolean => secretId >= 0;

/** Tells whether something is of a secret, or may be, because it isn't known of which one it is. */
export const mayBeOf = ({ secretId }: { readonly secretId: number }, wanted: number): boolean =>
  secretId === wanted || !isIdentified(secretId);
