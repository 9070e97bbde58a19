import * as v from 'valibot';
import { decoderOf } from '../../../credentials/records/decoderOf.ts';

const client = {
  tenantId: v.string(),
  clientId: v.string(),
  /** The client's name when the permission was given. */
  clientName: v.string(),
  /** Digest of all that decides what gets the secret. If it changes, the user is asked again. */
  fingerprint: v.string(),
  /** ISO 8601: when the permission was given. */
  givenAt: v.string(),
};

const launch = v.object({
  kind: v.literal('launch'),
  ...client,
  /** Path of the workspace folder that the configuration is from; missing for one of no folder. */
  folder: v.optional(v.string()),
  /** The configuration's name. */
  configuration: v.string(),
  /**
   * What the fingerprint is of: the configuration as it is written in `launch.json`, when the user inserted the client, or as
   * it is started.
   */
  of: v.picklist(['written', 'started']),
  /** Whether the user agreed that it is started without what would expose the secret. */
  withChanges: v.boolean(),
});

const terminal = v.object({ kind: v.literal('terminal'), ...client });

const permission = v.variant('kind', [launch, terminal]);

/** The user's permission to give a launch configuration the secret of a client. */
export type LaunchPermission = Readonly<v.InferOutput<typeof launch>>;

/** The user's permission to open terminals with the secret of a client, which isn't used in this workspace otherwise. */
export type TerminalPermission = Readonly<v.InferOutput<typeof terminal>>;

/** What the user agreed to once, so that it isn't asked each time. It contains no value. */
export type Permission = LaunchPermission | TerminalPermission;

/** Checks a permission as read from the state of the workspace. */
export const decodePermission = decoderOf(permission);
