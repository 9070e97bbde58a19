import { startLocalTenant } from '../../support/tenant/localTenant.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure } from '../figure.ts';
import { buildForRelease } from '../package/buildForRelease.ts';
import { keepSecret } from './keepSecret.ts';
import { benchExtension, openProbedEditor } from './probedEditor.ts';
import { signedInEditor } from './signedInEditor.ts';

const SECRETS = 3;

/**
 * Starts windows with a connection that is signed in and with saved secrets, but without a view that is open, in turn
 * with windows that have an empty extension instead of ours.
 */
export const measureConnectedStartup: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  buildForRelease();
  const tenant = await startLocalTenant({ from: tenantProgram });
  const ours = await signedInEditor(tenant, scratchFolder);
  const empty = await openProbedEditor(
    { extension: 'none', alsoInstalled: [benchExtension('empty')] },
    scratchFolder,
  );
  try {
    for (let count = 0; count < SECRETS; count += 1) await keepSecret(ours.workbench, 'Local administrator');
    const [cpuRatios, heapMiB]: [number[], number[]] = [[], []];
    // The first start fills the caches.
    for (let run = 0; run <= runs; run += 1) {
      const [with_, without] = [await ours.startup(), await empty.startup()];
      if (run === 0) continue;
      cpuRatios.push(with_.cpuMs / without.cpuMs);
      heapMiB.push((with_.heapBytes - without.heapBytes) / 2 ** 20);
    }
    const against = `the extension host with an empty extension; a signed-in connection, ${SECRETS} saved secrets`;
    return [
      figure('startup.connectedRatio', '', cpuRatios, `${against}; CPU of the first 10 s`),
      figure('startup.connectedHeapMiB', 'MiB', heapMiB, `${against}; after 10 s`),
    ];
  } catch (error) {
    await ours.workbench.screenshot('bench-connected-startup-failed');
    throw error;
  } finally {
    await empty.dispose();
    await ours.dispose();
    await tenant.stop();
  }
};
