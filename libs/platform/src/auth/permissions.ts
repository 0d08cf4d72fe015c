export const roles = ['procurement', 'reviewer', 'risk', 'admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'account.own',
  'vendor.read',
  'vendor.write',
  'assessment.send',
  'assessment.forgo',
  'assessment.review',
  'scope.adopt',
  'finding.judge',
  'engagement.approve',
  'contract.write',
  'note.write',
  'member.read',
  'member.manage',
  'organisation.manage',
  'audit.read',
  'audit.export',
  'retention.manage',
] as const;
export type Permission = (typeof permissions)[number];

/** Every signed-in member has it, whatever the roles: the own password, sessions and factors. */
export const ownAccount: Permission = 'account.own';

/** Who may do what: the only table that says so. `vendor.read` opens the portfolio and all that hangs on it. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  procurement: [
    'vendor.read',
    'vendor.write',
    'assessment.send',
    'assessment.forgo',
    'scope.adopt',
    'contract.write',
    'note.write',
  ],
  reviewer: ['vendor.read', 'assessment.review', 'scope.adopt', 'finding.judge', 'note.write'],
  risk: [
    'vendor.read',
    'assessment.forgo',
    'assessment.review',
    'scope.adopt',
    'finding.judge',
    'engagement.approve',
    'note.write',
    'audit.read',
    'audit.export',
  ],
  admin: [
    'vendor.read',
    'member.read',
    'member.manage',
    'organisation.manage',
    'audit.read',
    'audit.export',
    'retention.manage',
  ],
  auditor: ['vendor.read', 'member.read', 'audit.read', 'audit.export'],
};

/** What a member's roles allow together, in the table's order. */
export function permissionsOf(memberRoles: readonly Role[]): Permission[] {
  const granted = new Set([ownAccount, ...memberRoles.flatMap((role) => permissionsOfRole[role])]);
  return permissions.filter((permission) => granted.has(permission));
}
