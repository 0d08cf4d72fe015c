import { rolesFrom, valuesOfClaim, type RoleRule } from './role-mapping';

describe('Roles from a claim', () => {
  const mapping: RoleRule[] = [
    { value: 'risk-team', roles: ['risk', 'auditor'] },
    { value: 'reviewers', roles: ['reviewer'] },
  ];

  it.each([
    ['a list', { groups: ['a', 'b'] }, 'groups', ['a', 'b']],
    ['a single text', { groups: 'a' }, 'groups', ['a']],
    ['a path', { realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    ['a name with dots', { 'https://x.example/roles': ['a'] }, 'https://x.example/roles', ['a']],
    ['the name before the path', { 'a.b': 'name', a: { b: 'path' } }, 'a.b', ['name']],
    ['no claim', {}, 'groups', []],
    ['no path', { realm_access: null }, 'realm_access.roles', []],
    ['what every object has', {}, 'constructor.name', []],
    ['anything but texts', { groups: [1, null, { a: 'b' }, ['c'], true, 'd'] }, 'groups', ['d']],
  ])('reads %s', (_what, claims, claim, expected) => {
    expect(valuesOfClaim(claims, claim)).toEqual(expected);
  });

  it('adds up what all matching rules give, once each, in the order of the table', () => {
    expect(rolesFrom(['reviewers', 'canteen', 'risk-team', 'reviewers'], mapping)).toEqual([
      'reviewer',
      'risk',
      'auditor',
    ]);
  });

  it('gives nothing to somebody no rule knows, whatever the case of the letters', () => {
    expect(rolesFrom(['Reviewers', ''], mapping)).toEqual([]);
  });
});
