// Angular's development server as a process of its own: node portal-server.mjs <port>.
import { createProjectGraphAsync, readProjectsConfigurationFromProjectGraph, runExecutor } from '@nx/devkit';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LOCAL } from '../node/ports.mjs';
import { root } from '../node/root.mjs';

const projectGraph = await createProjectGraphAsync({ exitOnError: true });
const context = {
  root,
  cwd: root,
  isVerbose: false,
  projectGraph,
  projectsConfigurations: readProjectsConfigurationFromProjectGraph(projectGraph),
  nxJsonConfiguration: JSON.parse(readFileSync(path.join(root, 'nx.json'), 'utf8')),
};
const target = { project: 'portal', target: 'serve', configuration: 'development' };
const overrides = { port: Number(process.argv[2]), host: LOCAL };
const builds = await runExecutor(target, overrides, context);
// each step is a build that is served, or one that failed, of which Angular has told; there is no last one
for (let step; !step?.done;) step = await builds.next();
