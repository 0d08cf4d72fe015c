// Lays a brotli and a gzip copy beside each file of a built portal that gets smaller by it, so that the api sends
// it as it lies there. Not beside the page itself: each answer puts a nonce of its own into it.
//   node tools/precompress.mjs <folder>
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { failWith, Problem } from './node/problem.mjs';

const COMPRESSIBLE = /\.(?:js|css|json|svg|txt|webmanifest)$/;
/** Below this a packet is sent anyway, and the headers outweigh what is saved. */
const SMALLEST = 1024;

const copies = {
  br: (bytes) =>
    promisify(zlib.brotliCompress)(bytes, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes) => promisify(zlib.gzip)(bytes, { level: zlib.constants.Z_BEST_COMPRESSION }),
};

/** Gives how many bytes the files had that were compressed, and how many their brotli copies have. */
export async function precompress(folder) {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new Problem(`${folder} is not there: build the portal first.`);
  });
  const sizes = { plain: 0, br: 0 };
  for (const entry of entries) {
    if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await fs.readFile(file);
    if (bytes.length < SMALLEST) continue;
    for (const [extension, compressed] of Object.entries(copies)) {
      const copy = await compressed(bytes);
      if (copy.length >= bytes.length) continue;
      await fs.writeFile(`${file}.${extension}`, copy);
      if (extension === 'br') sizes.br += copy.length;
    }
    sizes.plain += bytes.length;
  }
  return sizes;
}

async function main(folder) {
  const { plain, br } = await precompress(folder);
  const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
  console.log(`portal: ${kilobytes(plain)} of files, ${kilobytes(br)} with brotli`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  void main(process.argv[2]).catch(failWith);
}
