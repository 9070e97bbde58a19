import { serviceAsClient } from '../../../src/credentials/connections/selfService.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { sessionSurroundings } from '../credentials/sessions.ts';
import type { CrashOrder } from './crashOrder.ts';
import { CrashPoints } from './crashPoints.ts';
import { machine } from './machine.ts';
import { doWork } from './work.ts';

// A process that does one piece of work, and kills itself in the middle of it.
const { root, dieAt, holdsFirst, work, actor }: CrashOrder = JSON.parse(process.env.CRASH_ORDER ?? '');
const points = new CrashPoints(dieAt, holdsFirst);
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
