import { FindingEntity } from './finding.entity';
import { FindingPlanEntity } from './finding-plan.entity';

/** The tables of this library, named one by one. */
export const findingsEntities = [FindingEntity, FindingPlanEntity] as const;
