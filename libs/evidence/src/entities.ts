import { EvidenceReadingEntity } from './evidence-reading.entity';
import { EvidenceEntity } from './evidence.entity';

/** The tables of this library, named one by one. */
export const evidenceEntities = [EvidenceEntity, EvidenceReadingEntity] as const;
