import type { IntakeFacts } from '@countersign/domain';

/** Payroll for our staff: Social Security numbers of some people, under no other law; with what is wished for otherwise. */
export function anIntake(wishes: Partial<IntakeFacts> = {}): IntakeFacts {
  return {
    dataElements: ['ssn'],
    peopleAffected: 'r3',
    residentsMassachusetts: null,
    criticality: 3,
    access: 'view',
    replaceability: 3,
    media: ['electronic'],
    portable: false,
    wireless: false,
    subcontractors: false,
    storedAbroad: false,
    internetFacing: false,
    incidentWithin36Months: false,
    usesAi: false,
    laws: [],
    serviceKinds: ['saas'],
    reports: [],
    ...wishes,
  };
}
