import { ASSESSMENT_STATES, type AssessmentState } from '@countersign/domain';
import {
  Choice,
  Day,
  Flag,
  Id,
  NullableId,
  NullableInstant,
  NullableWhole,
  Text,
  Whole,
} from '@countersign/platform';

/** An assessment as lists show it. */
export class AssessmentRow {
  @Id() readonly id: string;
  @Id() readonly engagementId: string;
  @Text() readonly engagementName: string;
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
  @Text() readonly questionnaireTitle: string;
  @Whole() readonly versionNumber: number;
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
  @Day() readonly dueOn: string;
  @Flag() readonly overdue: boolean;
  @Whole() readonly answered: number;
  @Whole() readonly shown: number;
  @Id() readonly contactId: string;
  @Text() readonly contactName: string;
  @NullableInstant() readonly sentAt: string | null;
  @NullableInstant() readonly submittedAt: string | null;
  @NullableWhole() readonly ceHundredths: number | null;
  /** The assessment that it follows, to ask what has been opened since; null for a questionnaire in full. */
  @NullableId() readonly followsId: string | null;
}
