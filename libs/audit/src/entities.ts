import { AuditEventEntity } from './audit-event.entity';
import { AuditReadingEntity } from './audit-reading.entity';
import { AuditSealStateEntity } from './audit-seal-state.entity';
import { AuditSealEntity } from './audit-seal.entity';
import { KeyLossEntity } from './key-loss.entity';

/** The tables of this library, named one by one. */
export const auditEntities = [
  AuditEventEntity,
  AuditReadingEntity,
  AuditSealEntity,
  AuditSealStateEntity,
  KeyLossEntity,
] as const;
