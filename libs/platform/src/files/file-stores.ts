import type { FilesLocation } from '../config/files-location';
import type { FileStore } from './file-store';
import { LocalFileStore } from './local-file-store';
import { S3FileStore } from './s3-file-store';

export function fileStoreAt(location: FilesLocation): FileStore {
  return location.kind === 'folder' ? new LocalFileStore(location.folder) : new S3FileStore(location);
}
