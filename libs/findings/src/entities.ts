import { FindingEntity } from './finding.entity';

/** The tables of this library, named one by one. */
export const findingsEntities = [FindingEntity] as const;
