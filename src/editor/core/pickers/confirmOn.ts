import * as l10n from '@vscode/l10n';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { Connections } from '../connections/connections.ts';

/** A question before something is changed or deleted. */
export interface Confirmation {
  readonly message: string;
  /** The consequence, in paragraphs. */
  readonly detail: string;
  readonly button: string;
}

/** The part of the connections that names them. */
type NamedConnections = Pick<Connections, 'reaching'>;

/** Returns the name of the connection that reaches a tenant; none without a connection. */
export const connectionNames = (connections: NamedConnections, tenantId: string): readonly string[] =>
  connections
    .reaching(tenantId)
    .slice(0, 1)
    .map(({ name }) => name);

const connectionLine = (names: readonly string[]): string =>
  names.length === 0 ? '' : l10n.t('Connection: {0}', [...new Set(names)].join(', '));

/** Adds the names of connections to the detail of a dialog about their clients. */
export const detailOn = (names: readonly string[], detail: string): string =>
  [connectionLine(names), detail].filter(text => text !== '').join('\n\n');

/** Adds the names of connections to a message about their clients. */
export const messageOn = (names: readonly string[], text: string): string =>
  [text, connectionLine(names)].filter(each => each !== '').join(' ');

/** Asks the user before clients of these connections, or their secrets, are changed or deleted. */
export async function confirmOn(
  names: readonly string[],
  { message, detail, button }: Confirmation,
): Promise<boolean> {
  const options = { modal: true, detail: detailOn(names, detail) };
  return (await safeWindow.showWarningMessage(message, options, button)) === button;
}
