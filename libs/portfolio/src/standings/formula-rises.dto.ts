import { LEVELS, type Level } from '@countersign/domain';
import {
  Choice,
  Id,
  Instant,
  ListOf,
  NullableInstant,
  NullableText,
  Text,
  Whole,
} from '@countersign/platform';

/** An engagement whose tier or rating rose by a change of the formula alone. */
export class FormulaRise {
  @Id() readonly engagementId: string;
  @Text() readonly engagementName: string;
  @Text() readonly vendorName: string;
  @Text() readonly formerVersion: string;
  @Text() readonly formulaVersion: string;
  @Whole() readonly tierBefore: number;
  @Whole() readonly tierAfter: number;
  @Choice(LEVELS) readonly ratingBefore: Level;
  @Choice(LEVELS) readonly ratingAfter: Level;
  @Instant() readonly at: string;
  @NullableInstant() readonly seenAt: string | null;
  @NullableText() readonly seenBy: string | null;
}

export class FormulaRiseList {
  @ListOf(() => FormulaRise) readonly items: FormulaRise[];
  @Whole() readonly unseen: number;
}
