import { maxLength, type SchemaPathTree, required } from '@angular/forms/signals';
import type { EngagementFields, MemberSummary } from '@countersign/api-types';
import type { EngagementView } from './engagement-view';
import { within } from '../../ui/form/within';

/** What an engagement's own fields are while they are typed. */
export interface EngagementDraft {
  name: string;
  description: string;
  ownerId: string;
}

export const EMPTY_ENGAGEMENT: EngagementDraft = { name: '', description: '', ownerId: '' };

export function engagementRules(path: SchemaPathTree<EngagementDraft>): void {
  required(path.name, {
    message: $localize`:@@new-engagement.enter-a-name-for:Enter a name for the service.`,
  });
  maxLength(path.name, 200, {
    message: $localize`:@@new-engagement.keep-the-name-within:Keep the name within 200 characters.`,
  });
  within(path.description, 10_000);
}

/** Its own fields, on the revision that is shown. */
export function ownFields(engagement: EngagementView): EngagementFields {
  const { name, description, owner, end, notNeeded, detailsRevision } = engagement;
  return { name, description, ownerId: owner?.id ?? null, end, notNeeded, revision: detailsRevision };
}

export function draftOf({ name, description, ownerId }: EngagementFields): EngagementDraft {
  return { name, description: description ?? '', ownerId: ownerId ?? '' };
}

export function fieldsOf({ name, description, ownerId }: EngagementDraft) {
  return { name: name.trim(), description: description.trim() || null, ownerId: ownerId || null };
}

export function inWords(
  { name, description, ownerId }: EngagementDraft,
  members: readonly Pick<MemberSummary, 'id' | 'name'>[],
): readonly (readonly [string, string])[] {
  return [
    [$localize`:@@edit-engagement.name:Name of the service`, name.trim()],
    [$localize`:@@edit-engagement.description:Description`, description.trim()],
    [$localize`:@@edit-engagement.owner:Owner`, members.find(({ id }) => id === ownerId)?.name ?? ''],
  ];
}
