import type { SchemaPathTree } from '@angular/forms/signals';
import { required, validate } from '@angular/forms/signals';
import { INTAKE_FLAGS, type IntakeFacts, type IntakeFlag, type IntakeFlagName } from '@countersign/domain';

export type FlagDraft = '' | 'yes' | 'no' | 'unknown';

/** What may be ticked instead of a law: that none binds, or that it is not known yet. */
export const NO_LAWS = 'none';
export const LAWS_NOT_KNOWN = 'unknown';

/** The intake while it is being stated: an empty string is a choice not made yet. */
export interface IntakeDraft {
  readonly dataElements: readonly string[];
  readonly peopleAffected: string;
  readonly residentsMassachusetts: string;
  readonly criticality: string;
  readonly access: string;
  readonly replaceability: string;
  readonly media: readonly string[];
  readonly portable: FlagDraft;
  readonly wireless: FlagDraft;
  readonly subcontractors: FlagDraft;
  readonly storedAbroad: FlagDraft;
  readonly internetFacing: FlagDraft;
  readonly incidentWithin36Months: FlagDraft;
  readonly usesAi: FlagDraft;
  /** Laws, or one of `NO_LAWS` and `LAWS_NOT_KNOWN` alone. */
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
  portable: '',
  wireless: '',
  subcontractors: '',
  storedAbroad: '',
  internetFacing: '',
  incidentWithin36Months: '',
  usesAi: '',
  laws: [],
  serviceKinds: [],
  reports: [],
};

export function draftOf(intake: IntakeFacts): IntakeDraft {
  return {
    ...intake,
    ...flagsAs((flag) => draftOfFlag(intake[flag])),
    residentsMassachusetts: intake.residentsMassachusetts ?? '',
    criticality: String(intake.criticality),
    replaceability: String(intake.replaceability),
    laws: draftOfLaws(intake.laws),
  };
}

export function intakeOf(draft: IntakeDraft): IntakeFacts {
  return {
    ...draft,
    ...flagsAs((flag) => statedFlag(draft[flag])),
    residentsMassachusetts: draft.residentsMassachusetts || null,
    criticality: Number(draft.criticality),
    replaceability: Number(draft.replaceability),
    laws: statedLaws(draft.laws),
  };
}

function flagsAs<Value>(value: (flag: IntakeFlagName) => Value): Record<IntakeFlagName, Value> {
  return Object.fromEntries(INTAKE_FLAGS.map((flag) => [flag, value(flag)])) as Record<IntakeFlagName, Value>;
}

function draftOfFlag(stated: IntakeFlag): FlagDraft {
  if (stated === 'unknown') return 'unknown';
  return stated ? 'yes' : 'no';
}

/** What nobody has chosen yet is not known: the preview then shows what would count. */
function statedFlag(draft: FlagDraft): IntakeFlag {
  return draft === '' || draft === 'unknown' ? 'unknown' : draft === 'yes';
}

function draftOfLaws(laws: readonly string[] | null): readonly string[] {
  if (laws === null) return [LAWS_NOT_KNOWN];
  return laws.length === 0 ? [NO_LAWS] : laws;
}

function statedLaws(draft: readonly string[]): readonly string[] | null {
  if (draft.length === 0 || draft.includes(LAWS_NOT_KNOWN)) return null;
  return draft.filter((law) => law !== NO_LAWS);
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
  for (const flag of INTAKE_FLAGS) {
    required(path[flag], {
      message: $localize`:@@intake-draft.answer-yes-no-or:Answer yes, no or not known.`,
    });
  }
  validate(path.laws, ({ value }) =>
    value().length > 0
      ? null
      : {
          kind: 'required',
          message: $localize`:@@intake-draft.choose-the-laws:Choose the laws, “None of these” or “Not known yet”.`,
        },
  );
}
