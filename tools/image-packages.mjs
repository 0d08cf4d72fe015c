// node tools/image-packages.mjs: after a build, writes into dist/image a package.json with its lockfile for each half of
// the image: `countersign` for what is installed beside the programs, `countersign-portal` for what is in the portal's
// files. docker/Dockerfile installs the first and lists the parts of both.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import {
  complaintsAboutPackages,
  packagesOfPortal,
  packagesOfPrograms,
  programFolders,
} from './image/packages.mjs';
import { failWith, Problem } from './node/problem.mjs';
import { root } from './node/root.mjs';

const licencesOfPortal = path.join(root, 'dist/apps/portal/3rdpartylicenses.txt');

function write({ manifest, lock }) {
  const folder = path.join(root, 'dist/image', manifest.name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  fs.writeFileSync(path.join(folder, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
  fs.copyFileSync(path.join(root, '.npmrc'), path.join(folder, '.npmrc'));
  console.log(`dist/image/${manifest.name}: ${Object.keys(lock.packages).length - 1} packages`);
}

function main() {
  const programs = packagesOfPrograms(programFolders);
  const [complaint] = complaintsAboutPackages(programs);
  if (complaint) throw new Problem(complaint);
  write(programs);
  write(packagesOfPortal(fs.readFileSync(licencesOfPortal, 'utf8')));
}

try {
  main();
} catch (error) {
  failWith(error);
}
