import type { Workbench } from '../support/realEditor/workbench/workbench.ts';

interface Everywhere {
  readonly resource: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly name: string;
}

/** The answers to *Add Connection*, by how it signs in. */
export type ConnectionReplies = Everywhere &
  (
    | { readonly method: 'As a client'; readonly clientSecret: string }
    | {
        readonly method: 'In the browser';
        readonly redirectUri: string;
        readonly after: 'Stay signed in' | 'Ask me to sign in again';
      }
    | { readonly method: 'With a code' }
  );

type Question = (workbench: Workbench) => Promise<void>;

const typed =
  (text: string): Question =>
  ({ quickInput }) =>
    quickInput.type(text);
const picked =
  (label: string): Question =>
  ({ quickInput }) =>
    quickInput.pick(label);

function methodQuestions(replies: ConnectionReplies): readonly Question[] {
  if (replies.method === 'As a client') return [typed(replies.clientSecret)];
  if (replies.method === 'With a code') return [];
  return [typed(replies.redirectUri), picked(replies.after)];
}

/** Answers the questions about a connection at another address, in the open wizard. */
export async function answerConnectionQuestions(
  workbench: Workbench,
  title: string,
  replies: ConnectionReplies,
): Promise<void> {
  const questions = [
    picked('Another address…'),
    typed(replies.resource),
    typed(replies.tenantId),
    picked(replies.method),
    typed(replies.clientId),
    ...methodQuestions(replies),
    typed(replies.name),
  ];
  for (const [index, answer] of questions.entries()) {
    // The number of steps depends on the method.
    const total = index < 4 ? '' : `${questions.length})`;
    await workbench.quickInput.waitForTitle(`${title} (${index + 1}/${total}`);
    await answer(workbench);
  }
}

/** Plays all of *Add Connection* for an address. */
export async function playAddConnection(workbench: Workbench, replies: ConnectionReplies): Promise<void> {
  await workbench.runCommand('Client Credentials: Add Connection…');
  await answerConnectionQuestions(workbench, 'Add Connection', replies);
}

/** Accepts the editor's own prompt, which precedes each sign-in. */
export const allowSignIn = (workbench: Workbench): Promise<void> =>
  workbench.pressDialog('using CONNECT data services', 'Allow');
