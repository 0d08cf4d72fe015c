import type { TestOrganisation, TestProduct } from './product';
import { anIntake } from './an-intake';

export interface SceneAssessment {
  readonly id: string;
  readonly contactId: string;
  readonly address: string;
}

/** Rows that other features write, planted so that the mail's specs depend on nothing but the tables. */
export class MailScene {
  constructor(
    private readonly product: TestProduct,
    private readonly organisation: TestOrganisation,
  ) {}

  async anEngagement(
    wishes: { ownerId?: string | null; vendor?: string } = {},
  ): Promise<{ id: string; vendorId: string }> {
    const vendor = wishes.vendor ?? 'Harbor Payroll';
    const vendorId = await this.plant(
      `insert into app.vendor (organisation_id, name, name_key) values ($1, $2, $3) returning id`,
      [vendor, `${vendor.toLowerCase()} ${Math.random()}`],
    );
    const id = await this.plant(
      `insert into app.engagement
         (organisation_id, vendor_id, name, owner_id, intake, inherent, impact_hundredths, likelihood, inherent_level, tier)
       values ($1, $2, 'Payroll', $3, '{}', '{}', 0, 0, 'low', 3) returning id`,
      [vendorId, wishes.ownerId ?? null],
    );
    return { id, vendorId };
  }

  /** Sent, with an invitation for its contact. */
  async anAssessment(wishes: {
    readonly engagement: { readonly id: string; readonly vendorId: string };
    readonly dueOn: string;
    readonly address?: string;
    readonly contactName?: string;
    readonly message?: string;
  }): Promise<SceneAssessment> {
    const address = wishes.address ?? 'dana@harbor-payroll.example';
    const name = wishes.contactName ?? 'Dana Reyes';
    const contactId = await this.plant(
      `insert into app.contact (organisation_id, vendor_id, name, email) values ($1, $2, $3, $4)
       on conflict (organisation_id, vendor_id, email) do update set name = excluded.name returning id`,
      [wishes.engagement.vendorId, name, address],
    );
    const id = await this.plant(
      `insert into app.assessment
         (organisation_id, engagement_id, questionnaire_version_id, contact_id, state, due_on, grace_until, facts, message,
          organisation_name, time_zone, vendor_name, service_name, contact_name, asked_by, asked_by_email, sent_at)
       values ($1, $2, $3, $4, 'sent', $5, $5, $9, $6, $7, $8, 'Harbor Payroll', 'Payroll', $10, 'Kim Okafor',
         'kim@buyer.example', app.now()) returning id`,
      [
        wishes.engagement.id,
        await this.aVersion(),
        contactId,
        wishes.dueOn,
        wishes.message ?? null,
        this.organisation.name,
        this.organisation.timeZone,
        JSON.stringify(anIntake()),
        name,
      ],
    );
    await this.plant(
      `insert into app.invitation (organisation_id, assessment_id, contact_id) values ($1, $2, $3) returning id`,
      [id, contactId],
    );
    return { id, contactId, address };
  }

  async aContract(wishes: {
    readonly vendorId: string;
    readonly ownerId?: string | null;
    readonly lastSendDay: string;
    readonly lastDay: string;
  }): Promise<string> {
    const id = await this.plant(
      `insert into app.contract (organisation_id, vendor_id, title, owner_id, terms, state)
       values ($1, $2, 'Payroll services', $3, '{}', 'in-term') returning id`,
      [wishes.vendorId, wishes.ownerId ?? null],
    );
    await this.plant(
      `insert into app.contract_term
         (organisation_id, contract_id, number, first_day, last_day, last_notice_day, last_send_day, ending, rule_version)
       values ($1, $2, 1, '2026-01-01', $3, $4, $4, 'renews', 'spec') returning contract_id as id`,
      [id, wishes.lastDay, wishes.lastSendDay],
    );
    return id;
  }

  /** An approval that has gone stale, and an acceptance that still runs. */
  async aStaleApproval(wishes: {
    readonly engagement: { readonly id: string; readonly vendorId: string };
    readonly memberId: string;
    readonly until: string;
    readonly state?: 'in-force' | 'stale';
  }): Promise<void> {
    const { engagement, memberId, until, state = 'stale' } = wishes;
    await this.plant(
      `insert into app.standing
         (organisation_id, engagement_id, vendor_id, tier, inherent_level, calculated_level, rating, rating_rank,
          rating_state, residual, what_next, what_next_action, approval_state, approval_valid_to, reassessment)
       values ($1, $2, $3, 3, 'low', 'low', 'low', 1, 'not-assessed', '{}', '{}', 'none', $4, $5,
         jsonb_build_object('dueOn', $5::date, 'why', 'cadence', 'submittedOn', '2025-03-01', 'extendedUntil', null,
           'changes', '[]'::jsonb))
       returning engagement_id as id`,
      [engagement.id, engagement.vendorId, state, until],
    );
    const approvalId = await this.plant(
      `insert into app.approval
         (organisation_id, engagement_id, outcome, valid_to, reason, rating_then, recorded, by_member_id, by_name)
       values ($1, $2, 'approved', $3, 'Fit for what it does.', 'low', '{}', $4, 'Kim Okafor') returning id`,
      [engagement.id, until, memberId],
    );
    await this.plant(
      `insert into app.approval_stale_cause
         (organisation_id, engagement_id, approval_id, number, occasion, code, parameters, since)
       values ($1, $2, $3, 1, 'spec', 'rating-higher', '{"recorded": "low", "now": "high"}', app.now()::date) returning id`,
      [engagement.id, approvalId],
    );
    await this.plant(
      `insert into app.risk_acceptance
         (organisation_id, engagement_id, rating, knockouts, findings, reason, until, by_member_id, by_name)
       values ($1, $2, 'high', '{}', '{}', 'Replaced in spring.', $3, $4, 'Kim Okafor') returning id`,
      [engagement.id, until, memberId],
    );
    await this.plant(
      `insert into app.tier_override
         (organisation_id, engagement_id, tier, computed_tier, reason, until, by_member_id, by_name)
       values ($1, $2, 2, 3, 'Watched closely.', $3, $4, 'Kim Okafor') returning id`,
      [engagement.id, until, memberId],
    );
  }

  private async aVersion(): Promise<string> {
    const questionnaireId = await this.plant(
      `insert into app.questionnaire (organisation_id, key, title) values ($1, 'spec', 'Spec')
       on conflict (organisation_id, key) do update set title = excluded.title returning id`,
      [],
    );
    const found = await this.product.behindTheBack<{ id: string }>(
      `select id from app.questionnaire_version where organisation_id = $1 and questionnaire_id = $2`,
      [this.organisation.id, questionnaireId],
    );
    return (
      found[0]?.id ??
      this.plant(
        `insert into app.questionnaire_version (organisation_id, questionnaire_id, number, source, document, questions, hash)
         values ($1, $2, 1, '{}', '{"conditions":{},"factSources":[],"sections":[],"questions":[]}', 0, 'spec') returning id`,
        [questionnaireId],
      )
    );
  }

  private async plant(sql: string, values: readonly unknown[]): Promise<string> {
    const rows = await this.product.behindTheBack<{ id: string }>(sql, [this.organisation.id, ...values]);
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('Nothing was planted.');
    return id;
  }
}
