import { variables } from '@otto/config';
import { readVariables } from './read-variables';
import { services } from './services';

describe('the variables that a service reads', () => {
  const readBy = Object.fromEntries(
    services.map((service) => [service.name, readVariables(service)]),
  );

  it('are its own: beat asks for no secret but those of its connections', () => {
    expect(readBy['beat']).not.toContain('ENCRYPTION_KEY');
    expect(readBy['web']).toEqual(expect.arrayContaining(['ALLOWED_ORIGINS', 'OPS_TOKEN']));
    expect(readBy['worker']).toEqual(expect.arrayContaining(['WORKER_CONCURRENCY', 'SMTP_URL']));
  });

  it('are together all that there are: none does nothing', () => {
    expect([...new Set(Object.values(readBy).flat())].sort()).toEqual(
      Object.keys(variables).sort(),
    );
  });
});
