import { chooseRole, roleOfClerk, type RoleChoice } from './member-role';

describe('roleOfClerk', () => {
  it.each([
    ['org:admin', 'manager'],
    ['Executive', 'manager'],
    ['org:csr', 'csr'],
    ['rep', 'sales_rep'],
    ['org:sales_rep', 'sales_rep'],
    ['org:member', null],
    ['basic_member', null],
    ['', null],
    [null, null],
  ])('takes %p for %p', (word, role) => {
    expect(roleOfClerk(word)).toBe(role);
  });
});

describe('chooseRole', () => {
  const nothing = { current: null, invited: null, clerkRole: 'org:member' };

  it.each<[string, RoleChoice, string | null]>([
    ['nothing tells it', { ...nothing, cause: 'joined' }, null],
    ['Clerk tells it', { ...nothing, clerkRole: 'org:csr', cause: 'joined' }, 'csr'],
    [
      'the inviter chose another than Clerk',
      { current: null, invited: 'csr', clerkRole: 'org:admin', cause: 'joined' },
      'csr',
    ],
    ['a plain member was something before', { ...nothing, current: 'csr', cause: 'joined' }, 'csr'],
    [
      'Clerk changes it',
      { current: 'csr', invited: 'csr', clerkRole: 'org:admin', cause: 'clerk_role_changed' },
      'manager',
    ],
    [
      'Clerk makes a plain member',
      { ...nothing, current: 'csr', cause: 'clerk_role_changed' },
      'csr',
    ],
    [
      'the invitation comes late',
      { current: 'manager', invited: 'csr', clerkRole: 'org:admin', cause: 'invitation' },
      'csr',
    ],
    [
      'the invitation comes after a change in Otto',
      { current: 'sales_rep', invited: 'csr', clerkRole: 'org:admin', cause: 'invitation' },
      'sales_rep',
    ],
    [
      'something else has changed',
      { current: 'csr', invited: 'manager', clerkRole: 'org:admin', cause: 'other' },
      'csr',
    ],
  ])('decides when %s', (_, choice, role) => {
    expect(chooseRole(choice)).toBe(role);
  });
});
