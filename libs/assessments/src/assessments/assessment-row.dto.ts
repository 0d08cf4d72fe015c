import { ASSESSMENT_STATES, type AssessmentState } from '@countersign/domain';
import { Choice, Flag, NullableText, NullableWhole, Text, Whole } from '@countersign/platform';

/** An assessment as lists show it. */
export class AssessmentRow {
  @Text() readonly id: string;
  @Text() readonly engagementId: string;
  @Text() readonly engagementName: string;
  @Text() readonly vendorId: string;
  @Text() readonly vendorName: string;
  @Text() readonly questionnaireTitle: string;
  @Whole() readonly versionNumber: number;
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
  @Text() readonly dueOn: string;
  @Flag() readonly overdue: boolean;
  @Whole() readonly answered: number;
  @Whole() readonly shown: number;
  @Text() readonly contactName: string;
  @NullableText() readonly sentAt: string | null;
  @NullableText() readonly submittedAt: string | null;
  @NullableWhole() readonly ceHundredths: number | null;
}
