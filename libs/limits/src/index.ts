export { EvidenceTotalEntity } from './evidence-total.entity';
export { bytesInWords, limitRules, type LimitName, type Limits } from './limit-rules';
export { LimitsModule } from './limits.module';
export { OrganisationLimitEntity } from './organisation-limit.entity';
export { OrganisationLimits } from './organisation-limits';
export { StoredFilesTotal, type FilesTotal } from './stored-files-total';
