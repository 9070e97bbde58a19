import { setTimeout as wait } from 'node:timers/promises';
import type { OperationParts } from '../../../credentials/operations/operationParts.ts';
import type { Core } from '../core.ts';
import { connectionSignIns } from './connectionSignIns.ts';
import { newSalt, storesWithProgress } from './storeWriting.ts';

/** Collects the local dependencies of an operation: everything except the service. */
export function machineParts(core: Core): Omit<OperationParts, 'service'> {
  const { journal, hosts, keptSecrets, bindings, files, verify, now } = core;
  return {
    journal,
    hosts,
    keptSecrets,
    bindings,
    files,
    stores: storesWithProgress,
    newSalt,
    signIns: connectionSignIns(core),
    verify: credential => verify(credential),
    sleep,
    now,
    mayWrite: (file, purpose) => core.delivery.mayWrite(file, purpose),
    deliver: (credential, destination) => core.delivery.deliver(credential, destination),
  };
}

const sleep: OperationParts['sleep'] = async (ms, signal) => {
  await wait(ms, undefined, { signal }).catch(() => {});
};
