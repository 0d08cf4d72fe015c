import {
  Choice,
  Day,
  Flag,
  Id,
  ListOf,
  ListQuery,
  NullableDay,
  NullableText,
  QueryChoice,
  QueryText,
  Text,
  Whole,
} from '@countersign/platform';

/** Theirs, of somebody they stand in for, of nobody in particular though they may do it, or of others. */
export const TASK_WHOSE = ['mine', 'deputed', 'nobody', 'others'] as const;
export type TaskWhose = (typeof TASK_WHOSE)[number];

export const TASK_WHEN = ['overdue', 'today', 'week', 'later', 'undated'] as const;
export type TaskWhen = (typeof TASK_WHEN)[number];

export class Task {
  /** Of this kind at this object: the same for as long as it is open. */
  @Id() readonly id: string;
  @Text() readonly kind: string;
  /** What is to be done. */
  @Text() readonly title: string;
  @Text() readonly why: string;
  @Text() readonly objectKind: string;
  @Id() readonly objectId: string;
  @Text() readonly objectName: string;
  @NullableText() readonly vendorName: string | null;
  /** Of the portal, where it is done. */
  @Text() readonly path: string;
  @NullableDay() readonly dueOn: string | null;
  @Choice(TASK_WHEN) readonly when: TaskWhen;
  /** The day on which it came up; null where the state of its object does not tell. */
  @NullableDay() readonly since: string | null;
  @Choice(TASK_WHOSE) readonly whose: TaskWhose;
  /** Whose it is; null where it is of whoever may do it. */
  @NullableText() readonly responsibleName: string | null;
  /** The owner of its object has left: it is of the owner's lead now, or of whoever may do it. */
  @NullableText() readonly leftOwnerName: string | null;
  /** Until when the responsible member is away and has a deputy. */
  @NullableDay() readonly deputedUntil: string | null;
  @NullableText() readonly deputyName: string | null;
  /** By your roles. */
  @Flag() readonly mayDo: boolean;
  /** Its object has no owner who is here, and you may become that. */
  @Flag() readonly takeable: boolean;
}

export class TaskPage {
  @Day() readonly today: string;
  @ListOf(() => Task) readonly items: Task[];
  @NullableText() readonly nextCursor: string | null;
  @Whole() readonly total: number;
}

export class TaskQuery extends ListQuery {
  /** Without it whatever concerns you: yours, of those you stand in for, and of nobody though you may do it. */
  @QueryChoice(['mine', 'deputed', 'nobody', 'everyone'])
  readonly whose?: 'mine' | 'deputed' | 'nobody' | 'everyone';

  @QueryChoice(TASK_WHEN)
  readonly when?: TaskWhen;

  @QueryText(60)
  readonly kind?: string;
}

export class TaskKindCount {
  @Text() readonly kind: string;
  @Text() readonly title: string;
  /** Of what concerns you. */
  @Whole() readonly yours: number;
  @Whole() readonly everyone: number;
}

export class TaskCounts {
  @Whole() readonly mine: number;
  @Whole() readonly deputed: number;
  @Whole() readonly nobody: number;
  /** Of everybody in the organisation, whether you may do it or not. */
  @Whole() readonly everyone: number;
  /** Of what concerns you: yours, those you stand in for, and those of nobody. */
  @Whole() readonly overdue: number;
  @Whole() readonly dueToday: number;
  @ListOf(() => TaskKindCount) readonly byKind: TaskKindCount[];
}
