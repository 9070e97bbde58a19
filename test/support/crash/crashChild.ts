import { serviceAsClient } from '../../../src/credentials/selfService.ts';
import { HttpDispatcher } from '../../../src/service/httpDispatcher.ts';
import { SecretText } from '../../../src/service/model/secretText.ts';
import { sessionSurroundings } from '../sessions.ts';
import { CrashPoints } from './crashPoints.ts';
import { machine } from './machine.ts';
import { doWork, type Work } from './work.ts';

// a process that does one piece of work, and ends itself in the middle of it
const { root, dieAt, work, actor } = JSON.parse(process.env.CRASH_ORDER ?? '') as {
  readonly root: string;
  readonly dieAt: number;
  readonly work: Work;
  readonly actor: { readonly clientId: string; readonly clientSecret: string };
};
const points = new CrashPoints(dieAt);
const dispatcher = points.watchedDispatcher(new HttpDispatcher());
const { resource, tenantId } = work;
const service = serviceAsClient(
  { resource, tenantId, clientId: actor.clientId, secret: new SecretText(actor.clientSecret) },
  sessionSurroundings(dispatcher),
);
const parts = machine({ root, service, dispatcher });
points.watchProcess();
await doWork(work, parts, service);
process.stdout.write(JSON.stringify(points.names));
await dispatcher.dispose();
