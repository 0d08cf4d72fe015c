import type {
  Approval,
  AssessmentRow,
  CloseAssessment,
  EngagementRow,
  Finding,
  MemberSummary,
} from './openapi';

/** Every schema of `openapi.json`, by its name. */
export type * from './openapi';

/** A day, `YYYY-MM-DD`. */
export type IsoDate = string;
/** UTC, ISO 8601. */
export type Instant = string;
export type Uuid = string;

/** The words that several schemas share. */
export type Level = EngagementRow['rating'];
export type Tier = EngagementRow['tier'];
export type Severity = Finding['severity'];
export type ApprovalOutcome = Approval['outcome'];
export type AssessmentState = AssessmentRow['state'];
export type Recommendation = CloseAssessment['recommendation'];
export type Role = MemberSummary['roles'][number];

/** Every list answers with this shape. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
}

/** RFC 9457: what a refusal says. Clients decide by `code`, never by the text. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  fields?: { field: string; message: string }[];
  /** Names the request in the log of the server; null where the server never saw it. */
  requestId?: string | null;
}
