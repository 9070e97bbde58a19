import type { CommandName } from '../../../src/editor/vocabulary/commandId.ts';
import { CLIENT_PLAYS, REMOVAL_PLAYS, WATCH_PLAYS } from './clientPlays.ts';
import { CONNECTION_PLAYS, FIRST_PLAYS, LAST_PLAYS } from './connectionPlays.ts';
import { CREDENTIAL_PLAYS } from './credentialPlays.ts';
import type { Plays } from './play.ts';

/** Every command with its play, in the order of execution; the type requires a row for each command. */
export const PLAYS: Plays<CommandName> = {
  ...FIRST_PLAYS,
  ...CREDENTIAL_PLAYS,
  ...CLIENT_PLAYS,
  ...WATCH_PLAYS,
  ...CONNECTION_PLAYS,
  ...REMOVAL_PLAYS,
  ...LAST_PLAYS,
};
