/** What a contact's mailbox does with mail that is sent there now. */
export interface Undelivered {
  /** Its mail server said that the mailbox does not exist: nothing is sent there until somebody frees the address. */
  readonly refused: boolean;
  readonly since: string;
  /** In the mail server's words. */
  readonly reply: string;
}

/**
 * Of a row of `app.contact` under this name: an `Undelivered`, or null where nothing is known against its address. It
 * ends when the contact has another address, and when a later mail was delivered.
 */
export const undelivered = (contact: string): string => `(
  select json_build_object('refused', t.refused, 'since', t.since, 'reply', t.reply)
  from (
    select true as refused, s.at as since, s.reason as reply
    from app.suppressed_address s
    where s.organisation_id = ${contact}.organisation_id and s.address = ${contact}.email
    union all
    select false, f.due_at, coalesce(f.reason -> 'parameters' ->> 'text', f.reason -> 'parameters' ->> 'reply')
    from app.notification f
    where f.organisation_id = ${contact}.organisation_id and f.contact_id = ${contact}.id
      and f.recipient = ${contact}.email and f.state = 'failed'
      and f.reason ->> 'code' in ('as-written', 'mail-reason.given-up')
      and not exists (
        select from app.notification n
        where n.organisation_id = f.organisation_id and n.contact_id = f.contact_id and n.recipient = f.recipient
          and n.state = 'sent' and n.sent_at > f.due_at)) t
  order by t.refused desc, t.since desc
  limit 1)`;
