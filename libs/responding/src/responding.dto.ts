import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import {
  ASSESSMENT_STATES,
  DECLINED_SCOPES,
  type AnswerSheet,
  type AnswerValue,
  type AssessmentState,
  type DeclinedScope,
  type IntakeFacts,
  type NamedFact,
  type RespondentQuestionnaire,
  type Settlement,
} from '@countersign/domain';
import {
  Declined,
  namedFactsShape,
  settlementsShape,
  someFactsShape,
  answerSheetShape,
  answerValueShape,
  questionIdsShape,
} from '@countersign/assessments';
import { EvidenceOfQuestion } from '@countersign/evidence';
import { respondentQuestionnaireShape } from '@countersign/questionnaires';
import {
  Choice,
  Day,
  Flag,
  GivenChoice,
  GivenDocument,
  GivenNames,
  GivenWhole,
  Id,
  Instant,
  ListOf,
  MailAddress,
  mapOf,
  Nested,
  NullableInstant,
  NullableNested,
  NullableShaped,
  NullableText,
  OptionalSecret,
  OptionalText,
  QueryWhole,
  Secret,
  SeenRevisionOrNone,
  Shaped,
  Text,
  TrimmedText,
  Whole,
  whole,
} from '@countersign/platform';

import { LINK_STATES, type LinkState } from './link-state';

/** More questions than any questionnaire has. */
const MOST_OPENED = 1_000;

/** Each save of a question stays as a revision: nobody changes one answer this often by hand. */
export const MOST_REVISIONS = 10_000;

export class LinkToken {
  @Secret({ most: 200, description: 'From the fragment of the link in the mail.' })
  readonly token: string;
}

/** A link, with the code that was mailed for it where one is needed. */
export class LinkAndCode extends LinkToken {
  @OptionalSecret({ most: 20, description: 'Six digits; left out until one was asked for.' })
  readonly code: string | null = null;
}

export class InvitedAddress {
  @MailAddress('responding.dto.give-the-address')
  readonly email: string;
}

/** In minutes, rounded; of the questions that are shown at the start. */
export class TimeToAnswer {
  @Whole() readonly questions: number;
  @Whole() readonly least: number;
  @Whole() readonly most: number;
}

/** What has become of a link, for whoever holds it. Reading it opens nothing. */
export class SeenLink {
  @Choice(LINK_STATES) readonly state: LinkState;
  /** Before it opens a code is mailed to the invited address. */
  @Flag() readonly codeNeeded: boolean;
  /** A fresh link can be mailed to the invited address. */
  @Flag() readonly renewable: boolean;
  /** In which the questionnaire is read. */
  @Text() readonly language: string;
  @Text() readonly organisationName: string;
  @Text() readonly vendorName: string;
  @Text() readonly serviceName: string;
  @Text() readonly askedBy: string;
  @Day() readonly dueOn: string;
  /** Null once it was submitted. */
  @NullableNested(() => TimeToAnswer) readonly takes: TimeToAnswer | null;
  /** What obliges whoever asks; null where no personal information of Massachusetts residents is stated, or the link has ended. */
  @NullableText() readonly law: string | null;
  /** What the organisation says of the data involved; null where it says that there are none, or the link has ended. */
  @NullableText() readonly data: string | null;
  /** As the mail and the organisation name it. */
  @Text() readonly reference: string;
  /** Of the organisation, where it has cancelled. */
  @NullableText() readonly message: string | null;
}

/** Of something that may be mailed. */
export class LinkMailAsked {
  /** Mail cannot leave just now: what was asked for goes later. */
  @Flag() readonly mailWaits: boolean;
}

export class OpenedAssessment {
  @Id() readonly assessmentId: string;
}

export class SaveAnswer {
  @GivenDocument(answerValueShape)
  readonly value: object;

  @GivenWhole({
    least: 0,
    most: MOST_REVISIONS - 1,
    description: 'The revision this answer follows; 0 for the first.',
    message: 'value.seen-revision-or-none',
    above: 'responding.dto.this-answer-was-changed',
  })
  readonly base: number;
}

export class SavedAnswer {
  @Whole() readonly revision: number;
}

export class RespondentAnswer {
  @Shaped(answerValueShape) readonly value: AnswerValue;
  @Whole() readonly revision: number;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

/** Of a refusal: what a colleague has answered meanwhile. */
export class OtherAnswer extends RespondentAnswer {}

/** That the vendor will not answer, and why. */
export class Declining {
  @GivenChoice(DECLINED_SCOPES)
  readonly scope: DeclinedScope;

  @TrimmedText(2_000, 'responding.dto.say-why-you-decline')
  readonly because: string;
}

/** Why the vendor stands by an answer that was returned; empty takes it back. */
export class KeptAnswer {
  @OptionalText(2_000)
  readonly because: string | null = null;

  @SeenRevisionOrNone()
  readonly revision: number;
}

export class OpenedQuestions {
  @GivenNames(MOST_OPENED, { description: 'Of those that are closed since the return.' })
  readonly questions: readonly string[];
}

/** A question that was returned, or that the vendor opened beside those. */
export class ReturnedLine {
  @Text() readonly question: string;
  /** Null where it is to be signed anew, or was opened by the vendor. */
  @NullableText() readonly note: string | null;
  @NullableText() readonly noteBy: string | null;
  /** Whether it has to be looked at before the answers can be submitted. */
  @Flag() readonly asked: boolean;
  /** Of the answer when it was returned; 0 where there was none. */
  @Whole() readonly revision: number;
  @NullableShaped(answerValueShape) readonly before: AnswerValue | null;
  @NullableText() readonly keptBecause: string | null;
  @NullableText() readonly keptBy: string | null;
  @NullableInstant() readonly keptAt: string | null;
  /** Of that reason, for whoever gives another one; 0 while nobody has given one. */
  @Whole() readonly keptRevision: number;
}

/** Why the vendor stands by an answer at present; null where nobody has said so, or it was taken back. */
export class StandingReason {
  @Whole() readonly revision: number;
  @NullableText() readonly because: string | null;
  @NullableText() readonly by: string | null;
  @NullableInstant() readonly at: string | null;
}

/** While the answers are returned. */
export class RespondentReturn {
  @Text() readonly by: string;
  @Instant() readonly at: string;
  @ListOf(() => ReturnedLine) readonly questions: ReturnedLine[];
  /** Answered before, and not returned: read-only until the vendor opens them. */
  @Shaped(questionIdsShape) readonly closedQuestions: readonly string[];
}

export class KnownSaves {
  @QueryWhole({ least: 0, description: 'As many saves as the page knows; none where it knows nothing.' })
  readonly known: number = 0;
}

/** Of a form: what was on the page. */
export class SubmittedAnswers {
  /** A page of a former version does not say it, and is told to be reloaded. */
  @GivenDocument(mapOf(whole), {
    description: 'By question the revision that was shown, 0 for none.',
    message: 'responding.dto.revisions-shown',
  })
  readonly shown: Readonly<Record<string, number>>;
}

export class MissingAnswer {
  @Text() readonly question: string;
  @Text() readonly text: string;
}

/** Of a refusal: what must be answered first. */
export class MissingAnswers {
  @ListOf(() => MissingAnswer) readonly missing: MissingAnswer[];
}

/** What a page that is open asks for every few seconds. */
@ApiExtraModels(RespondentAnswer)
export class LatestSaves {
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
  @NullableInstant() readonly submittedAt: string | null;
  /** Of all answers together. */
  @Whole() readonly saves: number;
  /** The latest of every question; null where as many saves are known already. */
  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: { $ref: getSchemaPath(RespondentAnswer) },
  })
  readonly answers: Record<string, RespondentAnswer> | null;
}

/** Of a refusal: what others have answered since the page that was submitted was shown. */
@ApiExtraModels(RespondentAnswer)
export class ChangedAnswers {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(RespondentAnswer) } })
  readonly changed: Record<string, RespondentAnswer>;
}

/** Of a delegate: the questionnaire holds the delegated part alone. */
export class RespondentPart {
  /** Who asked for it; null where nobody remembers. */
  @NullableText() readonly by: string | null;
}

@ApiExtraModels(RespondentAnswer)
export class RespondentAssessment {
  @Id() readonly id: string;
  /** The contact who reads: what a browser keeps for one is shown to no other. */
  @Id() readonly respondentId: string;
  /** In which the api answers: of the contact. */
  @Text() readonly language: string;
  @Text() readonly organisationName: string;
  @Text() readonly askedBy: string;
  @Text() readonly askedByEmail: string;
  @NullableText() readonly message: string | null;
  @Text() readonly vendorName: string;
  @Text() readonly serviceName: string;
  @Text() readonly contactName: string;
  /** As the mail and the organisation name it. */
  @Text() readonly reference: string;
  /** What obliges the organisation to ask; null where it states no personal information that the rule is about. */
  @NullableText() readonly law: string | null;
  /** Of a questionnaire that nobody has begun. */
  @Nested(() => TimeToAnswer) readonly takes: TimeToAnswer;
  @Day() readonly dueOn: string;
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
  @Day() readonly today: string;
  @Shaped(respondentQuestionnaireShape) readonly questionnaire: RespondentQuestionnaire;
  @Shaped(someFactsShape) readonly facts: Partial<IntakeFacts>;
  /** Of a follow-up: the only questions that are asked. Null where all are. */
  @NullableShaped(questionIdsShape) readonly askedQuestions: readonly string[] | null;
  /** Of a follow-up: what conditions read of the answers that were submitted before. */
  @Shaped(answerSheetShape) readonly answeredBefore: AnswerSheet;
  /** Of these facts: what counts no longer, and where the intake stands. */
  @Shaped(settlementsShape) readonly settlements: readonly Settlement[];
  /** Of these facts: what this vendor's answers to other questionnaires name. */
  @Shaped(namedFactsShape) readonly elsewhere: readonly NamedFact[];
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(RespondentAnswer) } })
  readonly answers: Record<string, RespondentAnswer>;
  @ListOf(() => EvidenceOfQuestion) readonly evidence: EvidenceOfQuestion[];
  @NullableInstant() readonly submittedAt: string | null;
  /** Who signed what was submitted last. */
  @NullableText() readonly submittedBy: string | null;
  @NullableText() readonly receipt: string | null;
  @NullableText() readonly returnedMessage: string | null;
  @NullableNested(() => RespondentReturn) readonly returned: RespondentReturn | null;
  /** While it is declined. */
  @NullableNested(() => Declined) readonly declined: Declined | null;
  /** Null for whoever answers the whole. */
  @NullableNested(() => RespondentPart) readonly part: RespondentPart | null;
  @Whole() readonly maximumFileBytes: number;
  @Whole() readonly maximumFiles: number;
  /** Of all files of the assessment together. */
  @Whole() readonly maximumBytes: number;
  /** Withdrawn files are kept, and count. */
  @Whole() readonly usedFiles: number;
  @Whole() readonly usedBytes: number;
  @ApiProperty({ type: [String] }) readonly acceptedExtensions: string[];
}
