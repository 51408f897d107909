import { appointmentScope, callScope, contactScope, leadScope } from './viewer';

describe('what a viewer may see', () => {
  it('is everything for a manager', () => {
    expect(callScope({ id: 'u1', role: 'manager' })).toEqual({});
    expect(contactScope({ id: 'u1', role: 'manager' })).toEqual({});
  });

  it('is the owned calls and every contact for a csr', () => {
    expect(callScope({ id: 'u1', role: 'csr' })).toEqual({ ownerId: 'u1' });
    expect(contactScope({ id: 'u1', role: 'csr' })).toEqual({});
  });

  it('is the assigned calls and own contacts for a sales rep', () => {
    expect(callScope({ id: 'u1', role: 'sales_rep' })).toEqual({ assignedRepId: 'u1' });
    expect(contactScope({ id: 'u1', role: 'sales_rep' })).toEqual({ repId: 'u1' });
  });

  it.each(['manager', 'csr'] as const)('is every lead and appointment for a %s', (role) => {
    expect(leadScope({ id: 'u1', role })).toEqual({});
    expect(appointmentScope({ id: 'u1', role })).toEqual({});
  });

  it('is the own appointments, and the own leads with those in the pool, for a sales rep', () => {
    expect(leadScope({ id: 'u1', role: 'sales_rep' })).toEqual({ repId: 'u1' });
    expect(appointmentScope({ id: 'u1', role: 'sales_rep' })).toEqual({ repId: 'u1' });
  });
});
