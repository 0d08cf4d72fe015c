import { notFound, type Database } from '@countersign/platform';
import { longDate, memberLinkOf, type MailRow, type Reason } from '@countersign/notifications';
import { mintMemberLink } from './member-links';

interface MemberFacts {
  readonly name: string;
  readonly organisationName: string;
  readonly active: boolean;
}

/** Locked before the notification: a deactivation that committed first always wins. */
export async function memberReason(database: Database, row: MailRow): Promise<Reason> {
  const { organisationId } = database;
  const locked = await database.query(
    `select from app.member where organisation_id = :organisationId and id = :id for share`,
    { organisationId, id: row.objectId },
  );
  if (locked.length === 0) throw notFound('member');
  const member = await database.one<MemberFacts>(
    `
    select m.name, m.active, o.name as organisation_name
    from app.member m
    join app.organisation o on o.organisation_id = m.organisation_id
    where m.organisation_id = :organisationId and m.id = :id`,
    { organisationId, id: row.objectId },
  );
  const toOneself = row.memberId === row.objectId;
  return {
    fallenAway: toOneself && !member.active ? 'This person is no longer active here.' : null,
    facts: {
      organisationName: member.organisationName,
      roleReason: toOneself ? 'you have an account' : 'you administer the accounts',
      aboutTitle: `the account of ${member.name}`,
    },
    path: toOneself ? '/account' : '/settings/members',
    replyTo: null,
  };
}

interface InvitationFacts {
  readonly state: string;
  readonly expired: boolean;
  readonly expiresOn: string;
  readonly roles: readonly string[];
  readonly invitedByName: string;
  readonly organisationName: string;
}

const roleWords: Readonly<Record<string, string>> = {
  procurement: 'procurement',
  reviewer: 'reviewer',
  risk: 'vendor risk',
  admin: 'administrator',
  auditor: 'auditor',
};

/** An invitation that was withdrawn or accepted before its mail went out is not mailed any more. */
export async function memberInvitationReason(database: Database, row: MailRow): Promise<Reason> {
  const { organisationId } = database;
  const locked = await database.query(
    `select from app.member_invitation where organisation_id = :organisationId and id = :id for share`,
    { organisationId, id: row.objectId },
  );
  if (locked.length === 0) throw notFound('invitation');
  const invitation = await database.one<InvitationFacts>(
    `
    select i.state, i.expires_at <= now() as expired, (i.expires_at at time zone o.time_zone)::date as expires_on,
      i.roles, i.invited_by_name, o.name as organisation_name
    from app.member_invitation i
    join app.organisation o on o.organisation_id = i.organisation_id
    where i.organisation_id = :organisationId and i.id = :id`,
    { organisationId, id: row.objectId },
  );
  const standing = invitation.state === 'open' && !invitation.expired;
  const roles = invitation.roles.map((role) => roleWords[role] ?? role);
  return {
    fallenAway: standing ? null : 'The invitation is no longer open.',
    facts: {
      organisationName: invitation.organisationName,
      inviterName: invitation.invitedByName,
      rolesInWords: new Intl.ListFormat('en-GB').format(roles),
      expiresOnLong: longDate(invitation.expiresOn),
      roleReason: 'you administer the accounts',
      aboutTitle: `the invitation of ${row.recipientName}`,
    },
    path: '/settings/members',
    replyTo: null,
  };
}

/** A one-time link to a page without sign-in, for the mails that are about one. */
export async function mintLinkOfMail(
  database: Database,
  { kind, objectId }: MailRow,
): Promise<string | null> {
  const link = memberLinkOf(kind);
  return link === null ? null : mintMemberLink(database, link.purpose, objectId);
}
