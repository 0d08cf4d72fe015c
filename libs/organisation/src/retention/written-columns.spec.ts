import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@countersign/testing';

/** Every column that can hold what people write; all others are keys, secrets and enumerations that no erasure touches. */
const writtenColumns: Readonly<Record<string, readonly string[]>> = {
  agreed_term: ['by_name', 'document', 'withdrawn_reason'],
  answer_review: ['by_name', 'note'],
  answer_revision: ['by_name', 'from_where', 'value'],
  api_token: ['last_used_from', 'name'],
  approval: ['by_name', 'conditions', 'reason'],
  assessment: [
    'asked_by',
    'asked_by_email',
    'closed_by',
    'contact_name',
    'message',
    'organisation_name',
    'returned_by',
    'returned_message',
    'service_name',
    'submitted_by',
    'vendor_name',
  ],
  assessment_decline: ['because', 'by_name', 'ended_by'],
  assessment_outcome: ['cancelled_message', 'cancelled_reason', 'summary'],
  audit_event: ['actor_name', 'after', 'before', 'detail', 'from_where'],
  clause_finding: ['by_name', 'exception_reason', 'quote'],
  colleague_note: ['by_name', 'text'],
  contact: ['email', 'name', 'title'],
  contract: ['cost_centre', 'reference', 'supplier_number', 'terms', 'title', 'voided_because', 'voided_by'],
  contract_amendment: ['amendment', 'by_name', 'withdrawn_reason'],
  contract_decision: ['by_name', 'reason'],
  contract_document: ['by_name', 'name', 'withdrawn_by_name', 'withdrawn_reason'],
  data_job: ['problem', 'reason', 'requested_by_name', 'result', 'subject'],
  delegation: ['by_name', 'decided_because', 'decided_by', 'note', 'to_email', 'to_name'],
  engagement: [
    'data_return_proof',
    'description',
    'end_reason',
    'name',
    'unassessed_by',
    'unassessed_reason',
  ],
  evidence: ['name', 'uploaded_by', 'verified_by', 'withdrawn_by'],
  evidence_reading: ['also_shows', 'issued_by', 'note'],
  finding: ['citation', 'detail', 'title', 'verdict_by', 'verdict_note'],
  finding_plan: ['by_name', 'judged_by', 'judged_note', 'plan'],
  holiday: ['name'],
  legal_hold: ['by_name', 'ended_by', 'ended_reason', 'reason'],
  mail_day: ['address'],
  member: ['email', 'name'],
  member_invitation: ['email', 'invited_by_name', 'name'],
  member_session: ['from_where'],
  note: ['by_name', 'text', 'withdrawn_by_name', 'withdrawn_reason'],
  notice_record: ['acceptance', 'by_name', 'proof', 'withdrawn_by_name', 'withdrawn_reason'],
  notification: ['payload', 'reason', 'recipient', 'recipient_name', 'subject'],
  oidc_provider: ['label'],
  organisation: ['name', 'settings'],
  passing_on: ['by_name', 'decided_because', 'decided_by', 'note', 'to_email', 'to_name'],
  passkey: ['name'],
  policy: ['by_name'],
  public_answer: ['by_name', 'reason', 'says', 'source_address', 'source_title'],
  questionnaire: ['title'],
  respondent_grant: ['contact_name'],
  retention_policy: ['changed_by'],
  returned_question: ['by_name', 'kept_because', 'kept_by', 'note', 'opened_by'],
  formula_rise: ['seen_by'],
  scope_settlement: ['by_name', 'reason'],
  reassessment_extension: ['by_name', 'reason'],
  risk_acceptance: ['by_name', 'reason', 'withdrawn_by', 'withdrawn_reason'],
  sign_in_attempt: ['address'],
  suppressed_address: ['address', 'reason'],
  tier_override: ['by_name', 'lifted_by', 'lifted_reason', 'reason'],
  vendor: ['name', 'name_key', 'notes', 'website'],
  vendor_apart: ['by_name'],
  vendor_merge: ['by_name'],
};

describe('The search for a person', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  /** A new column of text is searched until it is said here, or in `migrations/retention/guards.ts`, what it holds. */
  it('has decided of every column of text whether it can hold a name', async () => {
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(`
      select c.relname || '.' || s.name as name
      from pg_class c cross join lateral app.searched_columns(c.oid) s
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organisation_id')`);
    await client.end();
    const decided = Object.entries(writtenColumns).flatMap(([table, columns]) =>
      columns.map((column) => `${table}.${column}`),
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(decided.sort());
  });
});
