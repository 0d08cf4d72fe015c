import { EvidenceTotalEntity } from './evidence-total.entity';
import { OrganisationLimitEntity } from './organisation-limit.entity';

/** The tables of this library, named one by one. */
export const limitsEntities = [EvidenceTotalEntity, OrganisationLimitEntity] as const;
