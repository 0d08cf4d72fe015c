// Where uploads lie: in a bucket, or with SCALE_FILES=folder in a folder, that every process reaches.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isListening, LOCAL } from '../node/ports.mjs';
import { Problem } from '../node/problem.mjs';

const BUCKET = 'countersign';
const bucketProgram = fileURLToPath(new URL('./bucket.mjs', import.meta.url));

/** @returns {'bucket' | 'folder'} */
export function filesKind() {
  const kind = process.env.SCALE_FILES || 'bucket';
  if (kind === 'bucket' || kind === 'folder') return kind;
  throw new Problem(`SCALE_FILES is "${kind}". Set it to bucket or folder.`);
}

/** @param {{ kind: 'bucket' | 'folder', folder: string, port: number, add: (task: object) => import('./program.mjs').Program }} place */
export async function openFiles(place) {
  return place.kind === 'bucket' ? bucketOf(place) : folderOf(place);
}

function folderOf({ folder }) {
  const files = path.join(folder, 'files');
  fs.mkdirSync(files);
  return { words: 'a shared folder', env: { FILES_DIR: files } };
}

async function bucketOf({ folder, port, add }) {
  const directory = path.join(folder, 'bucket');
  fs.mkdirSync(directory);
  const bucket = add({
    name: 's3',
    node: bucketProgram,
    args: [directory, String(port), BUCKET],
    isReady: () => isListening(port),
  });
  await bucket.start();
  return {
    words: 'a bucket of an S3 server',
    env: {
      FILES_S3_BUCKET: BUCKET,
      FILES_S3_ENDPOINT: `http://${LOCAL}:${port}`,
      FILES_S3_REGION: 'us-east-1',
      FILES_S3_ACCESS_KEY_ID: 'S3RVER',
      FILES_S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
  };
}
