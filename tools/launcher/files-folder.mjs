import path from 'node:path';

/** Empty where the files lie in a bucket: naming both is refused, so a folder is only named by whoever names it. */
export function filesFolderOf(folder, { FILES_DIR, FILES_S3_BUCKET } = process.env) {
  return FILES_DIR || (FILES_S3_BUCKET ? '' : path.join(folder, 'files'));
}
