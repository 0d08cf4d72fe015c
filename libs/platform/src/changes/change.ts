/** Ids of what a change is about, by the name of what they identify: `engagementId`, `engagementIds`. */
export type Subjects = Readonly<Record<string, string | readonly string[] | null>>;

/** Something that a command has done, in the words of the trail: `finding.verified`. */
export interface Change<S extends Subjects = Subjects> {
  readonly kind: string;
  readonly subjects: S;
}

/** A kind of change: called with its subjects it is one that can be noted. */
export interface ChangeKind<S extends Subjects> {
  (subjects: S): Change<S>;
  /** The subjects of those among these that are of this kind. */
  readonly among: (changes: readonly Change[]) => S[];
}

/** Each feature defines its own kinds; whoever may import the feature may follow them. */
export function defineChange<S extends Subjects>(kind: string): ChangeKind<S> {
  const isOfThisKind = (change: Change): change is Change<S> => change.kind === kind;
  const noted = (subjects: S): Change<S> => ({ kind, subjects });
  return Object.assign(noted, {
    among: (changes: readonly Change[]) => changes.filter(isOfThisKind).map(({ subjects }) => subjects),
  });
}

/** Nobody did anything: a day came on which something changes by itself. */
export const dayCame = defineChange<Subjects>('day');
