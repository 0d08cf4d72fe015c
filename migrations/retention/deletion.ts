import { AS_ERASURE } from './erasure';
import { ORGANISATION_TABLES } from './guards';

/** What stays of a deleted organisation: the proof that its trail is whole, and that it was deleted. */
const KEPT = `{organisation,audit_event,audit_seal,audit_seal_state,disposed_row,data_job}`;

/** Ways in, in the order of their foreign keys. */
const WAYS_IN = `{respondent_grant,invitation_token,sign_in_step,oidc_flow,passkey_challenge,member_link,member_session,api_token,member_invitation}`;

/**
 * Run as cs_erasure. Freezing is a transaction of its own before the deletion: no session, link or token of the
 * organisation is left, nobody may sign in, and so nobody writes into it any more.
 */
const freezing = `
  create function lookup.freeze_organisation(p_job uuid) returns void
    language plpgsql volatile ${AS_ERASURE} as $$
  declare t text;
  begin
    perform from app.data_job j
      where j.organisation_id = app.organisation() and j.id = p_job and j.kind = 'deletion' and j.state = 'running' for update;
    if not found then raise exception 'an organisation is deleted by a running job only' using errcode = '42501'; end if;
    if exists (select from app.legal_hold h join app.organisation o on o.organisation_id = h.organisation_id
      where h.organisation_id = app.organisation() and h.ended_at is null
        and (h.last_day is null or h.last_day >= app.today(o.time_zone))) then
      raise exception 'a legal hold keeps this organisation' using errcode = '42501';
    end if;
    update app.organisation o set slug = 'deleted-' || o.organisation_id, deleted_at = coalesce(o.deleted_at, now())
      where o.organisation_id = app.organisation();
    foreach t in array '${WAYS_IN}'::text[] loop
      execute format('delete from app.%I x where x.organisation_id = app.organisation()', t);
    end loop;
    update app.member m set active = false, password_hash = null where m.organisation_id = app.organisation() and m.active;
    update app.notification n set state = 'suppressed', reason = 'The organisation is being deleted.'
      where n.organisation_id = app.organisation() and n.state in ('pending', 'sending');
  end $$;`;

/** Run as cs_erasure. The order follows the foreign keys, so that a new table needs no line here. */
export const deletionSql = `${freezing}
  create function lookup.delete_organisation(p_job uuid, p_erasure uuid) returns table (place text, rows bigint)
    language plpgsql volatile ${AS_ERASURE} as $$
  declare remaining text[]; ready text[]; t text;
  begin
    perform from app.data_job j
      where j.organisation_id = app.organisation() and j.id = p_job and j.kind = 'deletion' and j.state = 'running' for update;
    if not found then raise exception 'an organisation is deleted by a running job only' using errcode = '42501'; end if;
    if exists (select from app.legal_hold h join app.organisation o on o.organisation_id = h.organisation_id
      where h.organisation_id = app.organisation() and h.ended_at is null
        and (h.last_day is null or h.last_day >= app.today(o.time_zone))) then
      raise exception 'a legal hold keeps this organisation' using errcode = '42501';
    end if;
    -- Whoever still writes comes to an end first; whoever begins now waits, and finds nothing to write about.
    perform from app.organisation o where o.organisation_id = app.organisation() for update;

    insert into app.disposed_row (organisation_id, source, row_id, digest, erasure_id)
      select r.organisation_id, 'answer', app.answer_row_id(r), app.answer_revision_digest(r), p_erasure
      from app.answer_revision r where r.organisation_id = app.organisation();
    place := 'audit_event';
    rows := lookup.erase_events(p_erasure, array(
      select e.id from app.audit_event e where e.organisation_id = app.organisation()
        and (e.who_salt is not null or e.what_salt is not null) and e.what not like '%.erased'));
    return next;
    update app.data_job j set requested_by = null, requested_by_name = 'erased', reason = null, subject = null,
      storage_key = null, file_available_until = null where j.organisation_id = app.organisation();

    remaining := array(select r.name::text from (${ORGANISATION_TABLES}) r where r.name <> all ('${KEPT}'::text[]));
    while cardinality(remaining) > 0 loop
      ready := array(
        select n from unnest(remaining) n where not exists (
          select from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid
          where k.contype = 'f' and k.confrelid = format('app.%I', n)::regclass and k.conrelid <> k.confrelid
            and c.relname::text = any (remaining)));
      if cardinality(ready) = 0 then raise exception 'foreign keys go in a circle among %', remaining; end if;
      foreach t in array ready loop
        place := t;
        execute format('delete from app.%I x where x.organisation_id = app.organisation()', t);
        get diagnostics rows = row_count;
        if rows > 0 then return next; end if;
      end loop;
      remaining := array(select n from unnest(remaining) n where n <> all (ready));
    end loop;

    update app.organisation o set
        slug = 'deleted-' || o.organisation_id, name = 'Deleted organisation', settings = '{}', time_zone = 'UTC',
        deleted_at = coalesce(o.deleted_at, now())
      where o.organisation_id = app.organisation();
  end $$;
  revoke execute on function lookup.freeze_organisation, lookup.delete_organisation from public;
  grant execute on function lookup.freeze_organisation, lookup.delete_organisation to cs_app;`;
