export const roles = ['procurement', 'reviewer', 'risk', 'admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'vendor.read',
  'vendor.write',
  'assessment.send',
  'assessment.review',
  'finding.judge',
  'engagement.approve',
  'contract.write',
  'member.manage',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

/** Who may do what: the only table that says so. `vendor.read` opens the portfolio and all that hangs on it. */
const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  procurement: ['vendor.read', 'vendor.write', 'assessment.send', 'contract.write'],
  reviewer: ['vendor.read', 'assessment.review', 'finding.judge'],
  risk: ['vendor.read', 'assessment.review', 'finding.judge', 'engagement.approve', 'audit.read'],
  admin: ['vendor.read', 'member.manage', 'audit.read'],
  auditor: ['vendor.read', 'audit.read'],
};

/** What a member's roles allow together, in the table's order. */
export function permissionsOf(memberRoles: readonly Role[]): Permission[] {
  const granted = new Set(memberRoles.flatMap((role) => permissionsOfRole[role]));
  return permissions.filter((permission) => granted.has(permission));
}
