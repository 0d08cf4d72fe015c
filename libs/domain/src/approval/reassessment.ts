import { addMonths, earlierOf, type IsoDate } from '../dates/calendar';
import { higherOf } from '../facts/values';
import type { Tier } from '../levels/level';
import type { Ground } from './gates';

/** What a submission was given on; `people` is a value of the range that `order` lists from low to high. */
export interface AssessedGrounds {
  readonly tier: Tier;
  readonly protectedElements: readonly string[];
  readonly people: string;
  readonly triggers: readonly string[];
  /** Known of then, each by a key of its own. */
  readonly incidents: readonly string[];
}

export const MATERIAL_CODES = [
  'tier-higher',
  'element-new',
  'people-higher',
  'trigger-new',
  'incident-new',
] as const;
export type MaterialChange = Ground<(typeof MATERIAL_CODES)[number]> & { readonly key: string };
export type DatedChange = MaterialChange & { readonly since: IsoDate };

/** What got worse since any of the submissions, each named once: what got better again is no change. */
export function materialChanges(
  before: readonly AssessedGrounds[],
  now: AssessedGrounds,
  order: readonly string[],
): readonly MaterialChange[] {
  const found = before.flatMap((then): MaterialChange[] => [
    ...(now.tier < then.tier
      ? [change('tier-higher', { before: String(then.tier), now: String(now.tier) })]
      : []),
    ...now.protectedElements
      .filter((element) => !then.protectedElements.includes(element))
      .map((element) => change('element-new', { element }, element)),
    ...(higherOf(order, then.people, now.people) === then.people
      ? []
      : [change('people-higher', { before: then.people, now: now.people })]),
    ...now.triggers
      .filter((trigger) => !then.triggers.includes(trigger))
      .map((trigger) => change('trigger-new', { trigger }, trigger)),
    ...now.incidents
      .filter((incident) => !then.incidents.includes(incident))
      .map((incident) => change('incident-new', {}, incident)),
  ]);
  return found.filter(({ key }, index) => found.findIndex((other) => other.key === key) === index);
}

/** "Still valid, because …": what `risk` said of the submission of that day, in that tier, knowing those changes. */
export interface Extension {
  readonly until: IsoDate;
  readonly tier: Tier;
  readonly submittedOn: IsoDate;
  readonly covers: readonly string[];
}

export interface Reassessment {
  readonly dueOn: IsoDate;
  readonly why: 'cadence' | 'material-change' | 'extended';
  /** The oldest submission that the policy asks for, and the day that follows from it alone. */
  readonly submittedOn: IsoDate;
  readonly regularOn: IsoDate;
  readonly changes: readonly DatedChange[];
  readonly extendedUntil: IsoDate | null;
  /** The last day to which "still valid" may move it: half the cadence on, a half month left out. */
  readonly extendableTo: IsoDate;
}

/** When an engagement is to be assessed again (DESIGN section 4), counted in months from the submission itself. */
export function reassessmentOf(input: {
  readonly tier: Tier;
  readonly cadenceMonths: number;
  readonly submittedOn: IsoDate;
  readonly changes: readonly DatedChange[];
  readonly extension: Extension | null;
}): Reassessment {
  const { cadenceMonths, submittedOn, changes } = input;
  const extension = extensionHolds(input) ? input.extension : null;
  const regularOn = addMonths(submittedOn, cadenceMonths);
  const half = Math.floor(cadenceMonths / 2);
  const atOnce = changes.filter(({ key }) => extension === null || !extension.covers.includes(key));
  const otherwise = extension?.until ?? regularOn;
  const dueOn = atOnce.map(({ since }) => since).reduce(earlierOf, otherwise);
  const late = extension === null ? 'cadence' : 'extended';
  return {
    dueOn,
    why: dueOn === otherwise ? late : 'material-change',
    submittedOn,
    regularOn,
    changes,
    extendedUntil: extension?.until ?? null,
    extendableTo: dueOn === regularOn ? addMonths(submittedOn, cadenceMonths + half) : addMonths(dueOn, half),
  };
}

/** A later submission ends an extension, and so does another tier. */
export function extensionHolds({
  tier,
  submittedOn,
  extension,
}: {
  readonly tier: Tier;
  readonly submittedOn: IsoDate;
  readonly extension: Extension | null;
}): boolean {
  return extension !== null && extension.tier === tier && extension.submittedOn === submittedOn;
}

function change(
  code: MaterialChange['code'],
  parameters: MaterialChange['parameters'],
  of: string | null = null,
): MaterialChange {
  return { code, key: of === null ? code : `${code}:${of}`, parameters };
}
