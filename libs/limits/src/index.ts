export {
  attachmentNamed,
  FileIntake,
  fileNameOf,
  type BroughtFile,
  type TakenFile,
} from './files/file-intake';
export { acceptedExtensions, unopenedReasons, type UnopenedReason } from './files/file-kinds';
export { LargestFile } from './files/largest-file.dto';
export { RoomForFiles } from './files/room-for-files';
export { limitsEntities } from './entities';
export { bytesInWords, limitRules, type LimitName, type Limits } from './limit-rules';
export { LimitsModule } from './limits.module';
export { OrganisationLimits } from './organisation-limits';
export { StoredFilesTotal, type FilesTotal } from './stored-files-total';
