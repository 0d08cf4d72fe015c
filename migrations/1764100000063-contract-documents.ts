import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each amendment has a row that says who recorded it and when; of those recorded before, the trail says it where it
 * still does. The proof of a notice, an agreed term and a signed amendment may carry their documents, which count among
 * what the organisation has stored.
 */
export class ContractDocuments1764100000063 implements MigrationInterface {
  name = 'ContractDocuments1764100000063';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.contract_amendment (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        contract_id uuid not null,
        amendment jsonb not null,
        by_member_id uuid,
        by_name text,
        at timestamptz not null default app.now(),
        withdrawn_at timestamptz,
        withdrawn_reason text,
        constraint contract_amendment_pkey primary key (organisation_id, id),
        constraint contract_amendment_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id),
        constraint contract_amendment_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id)
      );
      create index contract_amendment_contract_index on app.contract_amendment (organisation_id, contract_id);
      create index contract_amendment_member_index on app.contract_amendment (organisation_id, by_member_id);
      call app.secure('app.contract_amendment', grants => 'select, insert, update');

      create table app.contract_document (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        contract_id uuid not null,
        notice_id uuid,
        agreed_term_id uuid,
        amendment_id uuid,
        name text not null,
        size bigint not null,
        media_type text not null,
        unopened text,
        sha256 text not null,
        storage_key text not null,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        withdrawn_at timestamptz,
        withdrawn_reason text,
        withdrawn_by_name text,
        constraint contract_document_pkey primary key (organisation_id, id),
        constraint contract_document_about_check check (num_nonnulls(notice_id, agreed_term_id, amendment_id) = 1),
        constraint contract_document_unopened_check
          check (unopened in ('macros', 'mail', 'archive', 'signed', 'password', 'markup', 'unlisted')),
        constraint contract_document_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id),
        constraint contract_document_notice_fk foreign key (organisation_id, notice_id) references app.notice_record (organisation_id, id),
        constraint contract_document_agreed_term_fk foreign key (organisation_id, agreed_term_id) references app.agreed_term (organisation_id, id),
        constraint contract_document_amendment_fk foreign key (organisation_id, amendment_id) references app.contract_amendment (organisation_id, id),
        constraint contract_document_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id)
      );
      create index contract_document_contract_index on app.contract_document (organisation_id, contract_id);
      create index contract_document_notice_index on app.contract_document (organisation_id, notice_id);
      create index contract_document_agreed_term_index on app.contract_document (organisation_id, agreed_term_id);
      create index contract_document_amendment_index on app.contract_document (organisation_id, amendment_id);
      create index contract_document_member_index on app.contract_document (organisation_id, by_member_id);
      call app.secure('app.contract_document', grants => 'select, insert, update, delete');
      create trigger count_added after insert on app.contract_document
        referencing new table as added for each statement execute function app.count_evidence();
      create trigger count_changed after update on app.contract_document
        referencing old table as removed new table as added for each statement execute function app.count_evidence();
      create trigger count_removed after delete on app.contract_document
        referencing old table as removed for each statement execute function app.count_evidence();
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        insert into app.contract_amendment (organisation_id, contract_id, amendment, by_member_id, by_name, at)
        select c.organisation_id, c.id, a.amendment, m.id, told.actor_name, coalesce(told.business_at, c.created_at)
        from app.contract c
        cross join lateral jsonb_array_elements(c.terms -> 'amendments') with ordinality as a (amendment, number)
        left join lateral (
          select e.actor_id, e.actor_name, e.business_at
          from app.audit_event e
          where e.organisation_id = c.organisation_id and e.object_kind = 'contract' and e.object_id = c.id
            and e.what = 'contract.amended' and e.after = a.amendment
          order by e.id desc limit 1) told on true
        left join app.member m on m.organisation_id = c.organisation_id and m.id = told.actor_id
        order by c.id, a.number
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call app.for_each_organisation($each$
        delete from app.contract_document d where d.size >= 0
      $each$);
      drop table app.contract_document, app.contract_amendment;
    `);
  }
}
