import type { Call, Operation } from './call.ts';
import type { Answer } from './wire/answer.ts';

/** Carries out a request whose change of a client or its secrets counts in authentication only after some seconds. */
export function carryOutLate(operation: Operation, call: Call, seconds: number): Answer {
  const { store, surroundings } = call.tenant;
  const { clientId } = call.parameters;
  const change = () => operation(call);
  const idAfter = (answer: Answer) => clientId || newClientId(answer);
  return store.authentication.changeLate(change, clientId, idAfter, surroundings.now() + seconds * 1000);
}

/** Returns the id of the client that a request made; empty if it made none. */
function newClientId(answer: Answer): string {
  if (answer.kind === 'refusal') return '';
  const { Client, Id } = (answer.body ?? {}) as { Client?: { Id: string }; Id?: string };
  return String(Client?.Id ?? Id ?? '');
}
