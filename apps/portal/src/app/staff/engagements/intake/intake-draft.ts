import type { SchemaPathTree } from '@angular/forms/signals';
import { required, validate } from '@angular/forms/signals';
import type { IntakeFacts } from '@countersign/domain';

/** The intake while it is being stated: an empty string is a choice not made yet. */
export interface IntakeDraft {
  readonly dataElements: readonly string[];
  readonly peopleAffected: string;
  readonly residentsMassachusetts: string;
  readonly criticality: string;
  readonly access: string;
  readonly replaceability: string;
  readonly media: readonly string[];
  readonly portable: boolean;
  readonly wireless: boolean;
  readonly subcontractors: boolean;
  readonly storedAbroad: boolean;
  readonly internetFacing: boolean;
  readonly incidentWithin36Months: boolean;
  readonly usesAi: boolean;
  readonly laws: readonly string[];
  readonly serviceKinds: readonly string[];
  readonly reports: readonly string[];
}

export const EMPTY_INTAKE: IntakeDraft = {
  dataElements: [],
  peopleAffected: '',
  residentsMassachusetts: '',
  criticality: '',
  access: '',
  replaceability: '',
  media: [],
  portable: false,
  wireless: false,
  subcontractors: false,
  storedAbroad: false,
  internetFacing: false,
  incidentWithin36Months: false,
  usesAi: false,
  laws: [],
  serviceKinds: [],
  reports: [],
};

export function draftOf(intake: IntakeFacts): IntakeDraft {
  return {
    ...intake,
    residentsMassachusetts: intake.residentsMassachusetts ?? '',
    criticality: String(intake.criticality),
    replaceability: String(intake.replaceability),
  };
}

export function intakeOf(draft: IntakeDraft): IntakeFacts {
  return {
    ...draft,
    residentsMassachusetts: draft.residentsMassachusetts || null,
    criticality: Number(draft.criticality),
    replaceability: Number(draft.replaceability),
  };
}

export function isComplete(draft: IntakeDraft): boolean {
  const chosen = [draft.peopleAffected, draft.criticality, draft.access, draft.replaceability];
  return draft.dataElements.length > 0 && chosen.every((value) => value !== '');
}

export function intakeRules(path: SchemaPathTree<IntakeDraft>): void {
  validate(path.dataElements, ({ value }) =>
    value().length > 0
      ? null
      : {
          kind: 'required',
          message: $localize`:@@intake-draft.choose-the-data-elements:Choose the data elements, or “No data”.`,
        },
  );
  required(path.peopleAffected, {
    message: $localize`:@@intake-draft.choose-how-many-peoples:Choose how many people’s data are affected.`,
  });
  required(path.criticality, {
    message: $localize`:@@intake-draft.choose-how-soon-the:Choose how soon the business suffers without it.`,
  });
  required(path.access, {
    message: $localize`:@@intake-draft.choose-the-depth-of:Choose the depth of access.`,
  });
  required(path.replaceability, {
    message: $localize`:@@intake-draft.choose-how-soon-it:Choose how soon it could be replaced.`,
  });
}
