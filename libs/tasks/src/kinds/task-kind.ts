import type { ServerText } from '@countersign/content';
import type { Permission } from '@countersign/platform';

/** Where the row `app.<kind>` of an object names its owner. */
export interface TaskOwner {
  readonly column: 'owner_id' | 'reviewer_id';
  /** What the trail says when it changes, and under which name it tells who. */
  readonly event: string;
  readonly field: 'owner' | 'reviewer';
  /** Where the row counts its revisions, by which whoever edits the owner elsewhere sees that it has changed. */
  readonly revision: 'revision' | 'details_revision' | null;
}

/** What a task is about: where it is done, and whose it becomes where it has an owner. */
export interface TaskObject {
  /** As the trail and the rows of mail name it. */
  readonly kind: string;
  /** The page on which it is done, for the object and the `part` of it that the task is about. */
  path(id: string, part: string): string;
  /** Who answers for it; null where nobody does in particular, and nobody can make it theirs. */
  readonly owner: TaskOwner | null;
}

/** What several kinds look at: read once for all of them, with the columns that they need and no others. */
export interface SharedRows {
  /** By which `rows` of a kind name it, as if it were a table. */
  readonly name: string;
  /** A constant select over `:organisationId` and the row of `zone`. */
  readonly sql: string;
}

/**
 * One kind of work. The feature that owns the object contributes it: what is to be done is read from the state that
 * the object keeps anyway, so that a task is open exactly as long as that state asks for it.
 */
export interface TaskKind {
  readonly kind: string;
  readonly object: TaskObject;
  /** What is to be done: `Record whether the contract renews`. Without parameters, since lists are filtered by it. */
  readonly title: ServerText;
  /** The title of one of them, where many of a kind wait at one vendor: with the row's `name` of `facts`, and `vendor`. */
  readonly called?: ServerText;
  /** Why, with the row's `facts` as parameters. */
  readonly why: ServerText;
  /** Whoever has one of these may do it. */
  readonly permissions: readonly Permission[];
  /**
   * A constant select over `:organisationId` and the row of `zone` (`today`, `time_zone`), with the columns of
   * `TaskColumns`. What it leaves out stands there as a null of its type.
   */
  readonly rows: string;
  /** What `rows` reads together with other kinds. */
  readonly over?: SharedRows;
}

/** In this order. */
export const TASK_COLUMNS = [
  /** Of the object. */
  'object_id',
  /** Tells it from the other tasks of its kind at this object: the empty text where there is one alone. */
  'part',
  /** Of the object, as people call it. */
  'name',
  'vendor_id',
  'owner_id',
  'due_on',
  /** The day on which it came up; null where the state does not tell. */
  'since',
  /** Of `why`. */
  'facts',
] as const;
