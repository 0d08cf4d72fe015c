import { ORGANISATION_TABLES } from './guards';

export const AS_ERASURE = `security definer set search_path = pg_catalog, pg_temp set row_security = on`;

/** The lines of the trail have a way of their own: whole parts go, their digests stay. The seal holds no text of a person. */
const OF_THE_TRAIL = `('audit_event', 'answer_revision', 'audit_seal', 'disposed_row')`;

/**
 * Whether a row names the person: $1 names in texts, $2 names in JSON, $3 addresses, $4 ids. Where a column stands beside
 * the id of whose name it is, that id decides.
 */
const MATCHES = `string_agg(
        case when c.type = 'text[]' then format('exists (select from unnest(t.%1$I) u where u ~* $1 or u ~* $3)', c.name)
          when c.type like 'json%' then format('%1$s::text ~* $2 or %1$s::text ~* $3',
            format(case when t.name = 'audit_event' then 'app.words_of(t.%I)' else 't.%I' end, c.name))
          else format('t.%1$I ~* $1 and (%2$s is null or %2$s = any ($4)) or t.%1$I ~* $3', c.name, c.owner) end, ' or ')`;

/** Run as cs_erasure: the functions of an erasure, each inside one organisation and for a running job. */
export const erasureSql = `
  create function lookup.person_found(names text[], addresses text[], ids uuid[]) returns table (place text, rows bigint)
    language plpgsql stable ${AS_ERASURE} as $$
  declare p record; t record; matches text;
  begin
    p := app.person_patterns(names, addresses);
    for t in ${ORGANISATION_TABLES} order by 2 loop
      select ${MATCHES} into matches from app.searched_columns(t.oid) c;
      continue when matches is null;
      place := t.name;
      execute format('select count(*) from app.%I t where t.organisation_id = app.organisation() and (%s)', t.name, matches)
        into rows using p.name_in_text, p.name_in_json, p.address, ids;
      if rows > 0 then return next; end if;
    end loop;
  end $$;

  create function lookup.erase_person(p_job uuid, p_erasure uuid) returns table (place text, rows bigint)
    language plpgsql volatile ${AS_ERASURE} as $$
  declare
    job record; who record; p record; t record; sets text; matches text;
    ids uuid[];
    placeholder text;
  begin
    select * into job from app.data_job j
      where j.organisation_id = app.organisation() and j.id = p_job and j.kind = 'erasure' and j.state = 'running' for update;
    if not found then raise exception 'a person is erased by a running job only' using errcode = '42501'; end if;
    who := app.person(job.subject_kind, job.subject_id);
    p := app.person_patterns(who.names, who.addresses);
    ids := who.members || who.contacts;
    placeholder := 'erased-' || job.subject_id || '@erased.invalid';

    -- What is the person's own goes as a whole: sessions, factors, tokens, identities, counters of the address.
    for t in
      select r.name, a.attname as column_name, a.atttypid = 'pg_catalog.text'::regtype as by_address
      from (${ORGANISATION_TABLES}) r
      join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      where r.name <> 'notification' and a.attname = 'member_id' and exists (
          select from pg_catalog.pg_constraint k where k.conrelid = r.oid and k.contype = 'f'
            and k.confrelid = 'app.member'::regclass and a.attnum = any (k.conkey))
        or a.attname = 'address' and a.atttypid = 'pg_catalog.text'::regtype
        or (r.name, a.attname) in (('member_invitation', 'email'), ('member_link', 'subject_id'), ('respondent_grant', 'contact_id'))
      order by 1, 2
    loop
      place := t.name;
      if t.by_address or t.column_name = 'email' then
        execute format('delete from app.%I t where t.organisation_id = app.organisation() and t.%I = any ($1)', t.name, t.column_name) using who.addresses;
      else
        execute format('delete from app.%I t where t.organisation_id = app.organisation() and t.%I = any ($1)', t.name, t.column_name) using ids;
      end if;
      get diagnostics rows = row_count;
      if rows > 0 then return next; end if;
    end loop;

    update app.invitation i set revoked_at = coalesce(i.revoked_at, app.now())
      where i.organisation_id = app.organisation() and i.contact_id = any (who.contacts);
    update app.notification n set state = 'suppressed', reason = 'The recipient has been erased.'
      where n.organisation_id = app.organisation() and n.state in ('pending', 'sending')
        and (n.member_id = any (who.members) or n.contact_id = any (who.contacts) or n.recipient = any (who.addresses));
    update app.member m set active = false, roles = '{}', password_hash = null
      where m.organisation_id = app.organisation() and m.id = any (who.members);
    update app.member m set lead_id = null where m.organisation_id = app.organisation() and m.lead_id = any (who.members);
    update app.contact c set active = false, title = null
      where c.organisation_id = app.organisation() and c.id = any (who.contacts);

    place := 'audit_event';
    update app.audit_event e set
      actor_name = case when f.who then 'erased' else e.actor_name end,
      from_where = case when f.who then null else e.from_where end,
      who_digest = case when f.who then app.part_digest(e.who_salt, e.who_digest, (app.audit_event_parts(e)).who) else e.who_digest end,
      who_salt = case when f.who then null else e.who_salt end,
      before = case when f.what then null else e.before end,
      after = case when f.what then null else e.after end,
      detail = case when f.what then null else e.detail end,
      what_digest = case when f.what then app.part_digest(e.what_salt, e.what_digest, (app.audit_event_parts(e)).what) else e.what_digest end,
      what_salt = case when f.what then null else e.what_salt end,
      erasure_id = p_erasure
    from (
      select a.id,
        a.who_salt is not null and (coalesce(a.actor_id = any (ids), a.actor_name ~* p.name_in_text) or a.actor_name ~* p.address
          or coalesce(a.from_where ~* p.address, false)) as who,
        a.what_salt is not null and a.what not like '%.erased' and (coalesce(a.object_id = any (ids), false) or exists (select from (values (app.words_of(a.before)::text), (app.words_of(a.after)::text), (app.words_of(a.detail)::text)) v (text)
          where v.text ~* p.name_in_json or v.text ~* p.address)) as what
      from app.audit_event a where a.organisation_id = app.organisation()) f
    where e.organisation_id = app.organisation() and e.id = f.id and (f.who or f.what);
    get diagnostics rows = row_count;
    if rows > 0 then return next; end if;

    place := 'answer_revision';
    update app.answer_revision r set
      by_name = case when f.who then 'erased' else r.by_name end,
      from_where = case when f.who then null else r.from_where end,
      who_digest = case when f.who then app.part_digest(r.who_salt, r.who_digest, (app.answer_revision_parts(r)).who) else r.who_digest end,
      who_salt = case when f.who then null else r.who_salt end,
      value = case when f.what then app.erased_value() else r.value end,
      what_digest = case when f.what then app.part_digest(r.what_salt, r.what_digest, (app.answer_revision_parts(r)).what) else r.what_digest end,
      what_salt = case when f.what then null else r.what_salt end,
      erasure_id = p_erasure
    from (
      select a.assessment_id, a.question, a.revision,
        a.who_salt is not null and (coalesce(a.by_contact_id = any (who.contacts), a.by_name ~* p.name_in_text) or a.by_name ~* p.address) as who,
        a.what_salt is not null and (a.value::text ~* p.name_in_json or a.value::text ~* p.address) as what
      from app.answer_revision a where a.organisation_id = app.organisation()) f
    where r.organisation_id = app.organisation() and r.assessment_id = f.assessment_id and r.question = f.question
      and r.revision = f.revision and (f.who or f.what);
    get diagnostics rows = row_count;
    if rows > 0 then return next; end if;

    -- Everywhere else the name becomes a word and the address one that nobody has.
    for t in ${ORGANISATION_TABLES} and c.relname not in ${OF_THE_TRAIL} order by 2 loop
      select
        string_agg(
          case when c.type = 'text[]' then format(
              '%1$I = case when t.%1$I is not null then array(select regexp_replace(regexp_replace(u.v, $3, $5, ''gi''), $1, ''erased'', ''gi'') from unnest(t.%1$I) with ordinality u (v, n) order by u.n) end', c.name)
            when c.type like 'json%' then format(
              '%1$I = regexp_replace(regexp_replace(t.%1$I::text, $3, $5, ''gi''), $2, ''erased'', ''gi'')::%2$s', c.name, c.type)
            else format(
              '%1$I = case when %2$s is null or %2$s = any ($4) then regexp_replace(regexp_replace(t.%1$I, $3, $5, ''gi''), $1, ''erased'', ''gi'') else regexp_replace(t.%1$I, $3, $5, ''gi'') end', c.name, c.owner) end, ', '),
        ${MATCHES}
        into sets, matches from app.searched_columns(t.oid) c;
      continue when sets is null;
      place := t.name;
      execute format('update app.%I t set %s where t.organisation_id = app.organisation() and (%s)', t.name, sets, matches)
        using p.name_in_text, p.name_in_json, p.address, ids, placeholder;
      get diagnostics rows = row_count;
      if rows > 0 then return next; end if;
    end loop;
  end $$;
  create function lookup.forget_files(p_job uuid, keys text[]) returns bigint
    language plpgsql volatile ${AS_ERASURE} as $$
  declare t record; gone bigint; every bigint := 0;
  begin
    if not exists (select from app.data_job j where j.organisation_id = app.organisation() and j.id = p_job and j.state = 'running') then
      raise exception 'files are forgotten by a running job only' using errcode = '42501';
    end if;
    update app.data_job j set storage_key = null, file_available_until = null
      where j.organisation_id = app.organisation() and j.storage_key = any (keys);
    get diagnostics every = row_count;
    for t in ${ORGANISATION_TABLES} and c.relname <> 'data_job'
      and exists (select from pg_catalog.pg_attribute k where k.attrelid = c.oid and k.attname = 'storage_key' and not k.attisdropped)
    loop
      execute format('delete from app.%I t where t.organisation_id = app.organisation() and t.storage_key = any ($1)', t.name) using keys;
      get diagnostics gone = row_count;
      every := every + gone;
    end loop;
    return every;
  end $$;
  revoke execute on function lookup.person_found, lookup.erase_person, lookup.forget_files from public;
  grant execute on function lookup.person_found, lookup.erase_person, lookup.forget_files to cs_app;`;
