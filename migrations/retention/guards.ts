/** As in the foundation; what a table is opened to besides comes first. */
const secure = (also: string): string => `
  create or replace procedure app.secure(
    t regclass,
    grants text default 'select, insert, update, delete',
    member text default 'true',
    respondent_read text default null,
    respondent_lock text default null,
    respondent_insert text default null,
    respondent_update text default null,
    token_read text default null)
  language plpgsql as $$
  begin
    ${also}
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    if member <> 'none' then
      execute format('create policy member on %s using (organisation_id = app.organisation() and %s)', t, member);
    end if;
    if respondent_read is not null then
      execute format('create policy respondent_read on %s for select using (organisation_id = app.respondent_organisation() and %s)', t, respondent_read);
    end if;
    if respondent_lock is not null then
      execute format('create policy respondent_lock on %s for update using (organisation_id = app.respondent_organisation() and %s) with check (false)', t, respondent_lock);
    end if;
    if respondent_insert is not null then
      execute format('create policy respondent_insert on %s for insert with check (organisation_id = app.respondent_organisation() and %s)', t, respondent_insert);
    end if;
    if respondent_update is not null then
      execute format('create policy respondent_update on %s for update using (organisation_id = app.respondent_organisation() and %s)', t, respondent_update);
    end if;
    if token_read is not null then
      execute format('create policy token_read on %s for select using (%s)', t, token_read);
    end if;
    execute format('grant %s on %s to cs_app', grants, t);
  end $$;`;

/** Every table of the schema that holds an organisation's rows. */
export const ORGANISATION_TABLES = `
  select c.oid, c.relname as name from pg_catalog.pg_class c
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
  where c.relnamespace = 'app'::pg_catalog.regnamespace and c.relkind in ('r', 'p')`;

/** Opens every table, those of later migrations too, to cs_erasure; the seal stays readable only. */
const openTables = `
  grant usage on schema app to cs_erasure;
  grant usage, create on schema lookup to cs_erasure;
  grant select on app.product to cs_erasure;

  create procedure app.open_to_erasure(t regclass) language plpgsql as $$
  begin
    execute format('create policy erasure on %s to cs_erasure using (organisation_id = app.organisation())', t);
    execute format('grant select, update, delete on %s to cs_erasure', t);
  end $$;
  ${secure('call app.open_to_erasure(t);')}
  do $$ declare t record; begin
    for t in ${ORGANISATION_TABLES} loop call app.open_to_erasure(t.oid); end loop;
  end $$;
  revoke update, delete on app.audit_seal, app.disposed_row from cs_erasure;
  grant insert on app.disposed_row to cs_erasure;`;

/**
 * The append-only tables stay so for everybody but the functions of cs_erasure, and for those too, but for one thing:
 * a part may lose payload and salt and keep the digest of what was there.
 */
const appendOnly = `
  create or replace function app.refuse_change() returns trigger language plpgsql as $$
  begin
    if current_user = 'cs_erasure' and tg_op <> 'TRUNCATE' then return null; end if;
    raise exception '% is append-only', tg_table_name using errcode = '42501';
  end $$;

  create function app.only_an_erasure() returns trigger language plpgsql as $$
  declare
    before_parts record;
    after_parts record;
    kept bytea;
    erasable constant text[] := '{actor_name,by_name,from_where,before,after,detail,value,who_salt,what_salt,who_digest,what_digest,erasure_id}';
  begin
    if tg_op = 'DELETE' then
      if tg_table_name = 'answer_revision' then
        select d.digest into kept from app.disposed_row d
          where d.organisation_id = old.organisation_id and d.source = 'answer' and d.row_id = app.answer_row_id(old);
        if kept = app.answer_revision_digest(old) then return old; end if;
      end if;
      raise exception 'a line of % may be erased, never removed without its digest', tg_table_name using errcode = '42501';
    end if;
    if to_jsonb(new) - erasable is distinct from to_jsonb(old) - erasable then
      raise exception 'of a line of % only payloads may be erased', tg_table_name using errcode = '42501';
    end if;
    if tg_table_name = 'audit_event' then
      before_parts := app.audit_event_parts(old);
      after_parts := app.audit_event_parts(new);
    else
      before_parts := app.answer_revision_parts(old);
      after_parts := app.answer_revision_parts(new);
    end if;
    if not (new.who_salt is not distinct from old.who_salt and new.who_digest is not distinct from old.who_digest and after_parts.who = before_parts.who
        or new.who_salt is null and old.who_salt is not null and after_parts.who = '["erased", null]'
          and new.who_digest = app.part_digest(old.who_salt, null, before_parts.who))
      or not (new.what_salt is not distinct from old.what_salt and new.what_digest is not distinct from old.what_digest and after_parts.what = before_parts.what
        or new.what_salt is null and old.what_salt is not null and after_parts.what in ('[null, null, null]', app.erased_value_part())
          and new.what_digest = app.part_digest(old.what_salt, null, before_parts.what))
      or new.erasure_id is null
      or tg_table_name = 'audit_event' and new.what_salt is null and to_jsonb(old) ->> 'what' like '%.erased'
    then
      raise exception 'a part of % is erased with its digest kept, or left as it is', tg_table_name using errcode = '42501';
    end if;
    return new;
  end $$;

  create function app.erased_value() returns jsonb language sql immutable parallel safe
    return '{"answer": null, "followUps": {}, "naReason": null}'::jsonb;
  create function app.erased_value_part() returns text language sql immutable parallel safe
    return jsonb_build_array(app.erased_value()::text)::text;
  create function app.answer_row_id(r app.answer_revision) returns text language sql immutable parallel safe
    return r.assessment_id || '/' || r.question || '/' || r.revision;

  create trigger only_an_erasure before update or delete on app.audit_event
    for each row execute function app.only_an_erasure();
  create trigger only_an_erasure before update or delete on app.answer_revision
    for each row execute function app.only_an_erasure();`;

/**
 * Values of machines, whose letters are nobody's name: a contact called "Risk" is erased and no role is. Columns with a
 * check of their values, and those called so wherever they stand, are not listed.
 */
const MACHINE_COLUMNS = [
  'approval.rating_then',
  'assessment.facts',
  'audit_event.what',
  'audit_reading.what',
  'audit_seal.key_id',
  'audit_seal.row_id',
  'audit_seal_state.cluster',
  'clause_library.document',
  'contract_term.rule_version',
  'data_job.removing',
  'disposed_row.row_id',
  'disposed_row.source',
  'engagement.inherent',
  'engagement.intake',
  'finding.occasion',
  'member_identity.issuer',
  'member_identity.subject',
  'notice_record.way',
  'notification.message_id',
  'notification.occasion',
  'oidc_flow.code_verifier',
  'oidc_flow.issuer',
  'oidc_flow.nonce',
  'oidc_flow.return_to',
  'oidc_provider.client_id',
  'oidc_provider.issuer',
  'oidc_provider.role_claim',
  'oidc_provider.role_mapping',
  'organisation.slug',
  'passkey.transports',
  'questionnaire.key',
  'questionnaire_version.document',
  'questionnaire_version.source',
  'respondent_questionnaire.document',
  'score.document',
  'score.formula_version',
  'standing.approval_outcome',
  'standing.assessment_state',
  'standing.calculated_level',
  'standing.inherent_level',
  'standing.rating',
  'standing.residual',
  'standing.what_next_action',
];
const MACHINE_NAMES =
  '(_sealed|_hash|_sha256)$|^(kind|object_kind|state|roles|scopes|recipients|sections|storage_key|sha256|hash|receipt|language|country|currency|time_zone|device|user_agent|question|section|clause|ladder|variant|media_type)$';

/** Beside a name, whose it is: that id decides, not the letters, so that a longer namesake keeps what they did. */
const OWNERS = `(values ('actor_name', 'actor_id'), ('by_name', 'by_member_id'), ('by_name', 'by_contact_id'),
  ('asked_by', 'asked_by_id'), ('asked_by_email', 'asked_by_id'), ('requested_by_name', 'requested_by'),
  ('contact_name', 'contact_id'), ('recipient_name', 'member_id'), ('recipient_name', 'contact_id'))`;

const searchedColumns = `
  create function app.searched_columns(t oid) returns table (name text, type text, owner text) language sql stable
    begin atomic
      select a.attname::text, pg_catalog.format_type(a.atttypid, null), coalesce(
          (select 'coalesce(' || string_agg(format('t.%I', o.attname), ', ') || ')'
            from pg_catalog.pg_attribute o join ${OWNERS} w (name, id) on w.id = o.attname::text
            where o.attrelid = t and not o.attisdropped and w.name = a.attname::text),
          case when c.relname in ('member', 'contact') and a.attname = 'name' then 't.id' end,
          'null::uuid')
      from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
      where a.attrelid = t and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and a.atttypid in ('pg_catalog.text'::regtype, 'pg_catalog.varchar'::regtype, 'pg_catalog.jsonb'::regtype,
          'pg_catalog.json'::regtype, 'pg_catalog.text[]'::regtype)
        and a.attname::text !~ '${MACHINE_NAMES}'
        and c.relname || '.' || a.attname <> all ('{${MACHINE_COLUMNS.join(',')}}'::text[])
        and not exists (
          select from pg_catalog.pg_constraint k
          where k.conrelid = t and k.contype = 'c' and k.conkey = array[a.attnum]
            and pg_catalog.pg_get_constraintdef(k.oid) ~ 'ARRAY\\[''');
    end;

  -- A role or a language in a line of the trail is no name either.
  create function app.words_of(line jsonb) returns jsonb language sql immutable parallel safe
    return case when jsonb_typeof(line) = 'object'
      then line - '{roles,recipients,sections,scopes,state,kind,role,language,country,timeZone}'::text[] else line end;
`;

/** Who a person is here, and what the texts that name them look like. Run as whoever calls. */
const persons = `
  create function app.person(
    p_kind text, p_id uuid,
    out members uuid[], out contacts uuid[], out names text[], out addresses text[])
  language plpgsql stable as $$
  declare ids uuid[];
  begin
    addresses := array(
      select m.email from app.member m where p_kind = 'member' and m.organisation_id = app.organisation() and m.id = p_id
      union select c.email from app.contact c where p_kind = 'contact' and c.organisation_id = app.organisation() and c.id = p_id);
    members := array(select m.id from app.member m where m.organisation_id = app.organisation() and m.email = any (addresses));
    contacts := array(select c.id from app.contact c where c.organisation_id = app.organisation() and c.email = any (addresses));
    ids := members || contacts;
    names := array(
      select distinct btrim(n.name) from (
        select m.name from app.member m where m.organisation_id = app.organisation() and m.id = any (members)
        union all select c.name from app.contact c where c.organisation_id = app.organisation() and c.id = any (contacts)
        union all select e.actor_name from app.audit_event e where e.organisation_id = app.organisation() and e.actor_id = any (ids)
        union all select r.by_name from app.answer_revision r where r.organisation_id = app.organisation() and r.by_contact_id = any (contacts)
        union all select i.name from app.member_invitation i where i.organisation_id = app.organisation() and i.email = any (addresses)
        union all select n.recipient_name from app.notification n where n.organisation_id = app.organisation() and n.recipient = any (addresses)
        union all select v.name from app.audit_event e, lateral (values (e.before ->> 'name'), (e.after ->> 'name')) v (name)
          where e.organisation_id = app.organisation() and e.object_kind in ('member', 'contact') and e.object_id = any (ids)
      ) n where btrim(n.name) <> '' and lower(btrim(n.name)) not in ('erased', 'a contact'));
    addresses := array(select a from unnest(addresses) a where a not like '%@erased.invalid');
  end $$;

  create function app.as_pattern(t text) returns text language sql immutable parallel safe
    return regexp_replace(regexp_replace(t, '([\\\\.^$*+?(){}|[\\]-])', '\\\\\\1', 'g'), '\\s+', '\\\\s+', 'g');

  create function app.in_json(t text) returns text language sql immutable parallel safe
    return substr(to_json(t)::text, 2, length(to_json(t)::text) - 2);

  -- "May" and "Information Security" are words of every other text: such a name is taken where it stands alone.
  create function app.is_searched_in_texts(name text) returns boolean language plpgsql stable as $$
  begin
    return name ~ '\\S\\s+\\S'
      and not exists (select from app.questionnaire_version q where q.organisation_id = app.organisation()
        and q.document::text ~* ('(?<!\\w)' || app.as_pattern(app.in_json(name)) || '(?!\\w)'))
      and not exists (select from app.clause_library l where l.organisation_id = app.organisation()
        and l.document::text ~* ('(?<!\\w)' || app.as_pattern(app.in_json(name)) || '(?!\\w)'));
  end $$;

  create function app.person_patterns(
    names text[], addresses text[], out name_in_text text, out name_in_json text, out address text)
  language plpgsql stable as $$
  declare
    never constant text := '(?=a)b';
    whole text := (select string_agg(app.as_pattern(n), '|') from unnest(names) n where app.is_searched_in_texts(n));
    single text := (select string_agg(app.as_pattern(n), '|') from unnest(names) n where not app.is_searched_in_texts(n));
    whole_json text := (select string_agg(app.as_pattern(app.in_json(n)), '|') from unnest(names) n where app.is_searched_in_texts(n));
    single_json text := (select string_agg(app.as_pattern(app.in_json(n)), '|') from unnest(names) n where not app.is_searched_in_texts(n));
  begin
    name_in_text := coalesce('(?<!\\w)(?:' || whole || ')(?!\\w)', never) || '|' || coalesce('^\\s*(?:' || single || ')\\s*$', never);
    name_in_json := coalesce('(?<!\\w)(?:' || whole_json || ')(?!\\w)', never) || '|' || coalesce('(?<=")(?:' || single_json || ')(?="(?:[],}]|$))', never);
    address := coalesce('(?<![\\w.%+-])(?:' || (select string_agg(app.as_pattern(a), '|') from unnest(addresses) a) || ')(?![\\w-])', never);
  end $$;`;

export const guardSql = `${openTables}
  ${appendOnly}
  ${searchedColumns}
  ${persons}
  grant execute on all functions in schema app to cs_erasure;
  grant execute on function app.person, app.person_patterns, app.searched_columns, app.words_of, app.as_pattern, app.in_json, app.is_searched_in_texts, app.answer_row_id, app.erased_value to cs_app;`;

export const guardsOfBefore = `
  do $$ declare t record; begin
    set local role cs_erasure;
    for t in select f.oid::regprocedure as signature from pg_proc f where f.pronamespace = 'lookup'::regnamespace and f.proowner = 'cs_erasure'::regrole loop
      execute format('drop function %s', t.signature);
    end loop;
    set local role cs_lookup;
    drop function lookup.waiting_data_jobs, lookup.living_organisations;
    reset role;
    for t in ${ORGANISATION_TABLES} loop
      execute format('drop policy erasure on app.%I', t.name);
      execute format('revoke all on app.%I from cs_erasure', t.name);
    end loop;
  end $$;
  drop trigger only_an_erasure on app.audit_event;
  drop trigger only_an_erasure on app.answer_revision;
  drop function app.only_an_erasure, app.answer_row_id, app.erased_value_part, app.erased_value, app.person_patterns,
    app.searched_columns, app.words_of, app.is_searched_in_texts, app.in_json, app.as_pattern, app.person;
  ${secure('')}
  drop procedure app.open_to_erasure;
  create or replace function app.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only', tg_table_name using errcode = '42501';
  end $$;
  revoke all on all functions in schema app from cs_erasure;
  revoke all on app.product from cs_erasure;
  revoke all on schema lookup, app from cs_erasure;`;
