import { assessmentsEntities } from '@countersign/assessments';
import { auditEntities } from '@countersign/audit';
import { contractsEntities } from '@countersign/contracts';
import { evidenceEntities } from '@countersign/evidence';
import { findingsEntities } from '@countersign/findings';
import { identityEntities } from '@countersign/identity';
import { limitsEntities } from '@countersign/limits';
import { notesEntities } from '@countersign/notes';
import { notificationsEntities } from '@countersign/notifications';
import { operatingEntities } from '@countersign/operating';
import { organisationEntities } from '@countersign/organisation';
import { tasksEntities } from '@countersign/tasks';
import { platformEntities, type EntityList } from '@countersign/platform';
import { portfolioEntities } from '@countersign/portfolio';
import { questionnairesEntities } from '@countersign/questionnaires';
import { researchEntities } from '@countersign/research';
import { vendorsEntities } from '@countersign/vendors';

/** Every table the product knows: each library adds its own to the list it contributes. */
export const entities: EntityList = [
  ...platformEntities,
  ...auditEntities,
  ...limitsEntities,
  ...notificationsEntities,
  ...identityEntities,
  ...tasksEntities,
  ...notesEntities,
  ...organisationEntities,
  ...findingsEntities,
  ...contractsEntities,
  ...questionnairesEntities,
  ...evidenceEntities,
  ...assessmentsEntities,
  ...researchEntities,
  ...vendorsEntities,
  ...portfolioEntities,
  ...operatingEntities,
];
