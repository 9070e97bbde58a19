/**
 * The switches in which local tenants differ. What the service does for certain has no switch; a switch is for behavior that
 * applications should be tried with in both ways.
 */
export interface Profile {
  /** Whether the issuer is on another host than the address, as where one service answers at several addresses. */
  readonly foreignIssuer: boolean;
  /** Whether a regional address publishes the issuer of the global one. */
  readonly globalIssuer: boolean;
  /** Whether hybrid clients that allow refresh tokens get one. */
  readonly hybridRefreshTokens: boolean;
  /** Seconds until a change of a client or its secrets counts in authentication. The service needs up to an hour. */
  readonly lateSeconds: number;
}

/** The profiles of a local tenant: one to develop against, and one that forgives nothing that the service may not forgive. */
export const PROFILES = {
  usual: {
    foreignIssuer: false,
    globalIssuer: false,
    hybridRefreshTokens: true,
    lateSeconds: 0,
  },
  strict: {
    foreignIssuer: true,
    globalIssuer: true,
    hybridRefreshTokens: false,
    lateSeconds: 1,
  },
} as const satisfies Record<string, Profile>;

/** The name of a profile. */
export type ProfileName = keyof typeof PROFILES;

/** Tells whether a text is the name of a profile. */
export function isProfileName(text: string): text is ProfileName {
  return Object.hasOwn(PROFILES, text);
}
