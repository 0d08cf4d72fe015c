export { limitsEntities } from './entities';
export { bytesInWords, limitRules, type LimitName, type Limits } from './limit-rules';
export { LimitsModule } from './limits.module';
export { OrganisationLimits } from './organisation-limits';
export { StoredFilesTotal, type FilesTotal } from './stored-files-total';
