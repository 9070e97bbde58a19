// `npm run sbom`: writes `connect-client-credentials.cdx.json` at the root, or the file that is named.

import { buildProductionBundles } from './productionBundles.ts';
import { releaseFiles } from './releaseFiles.ts';
import { writeSbom } from './writeSbom.ts';

const file = process.argv[2] ?? releaseFiles.sbom;
writeSbom(await buildProductionBundles(), file);
process.stdout.write(`Wrote ${file}\n`);
