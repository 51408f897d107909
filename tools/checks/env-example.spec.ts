import { z } from 'zod';
import { compareEnvExample, renderEnvExample } from './env-example';

const table = {
  DATABASE_URL: z.string().describe('The database.'),
  PORT: z.coerce.number().default(8080).describe('The port.'),
  QUEUES: z.array(z.string()).default(['a', 'b']).describe('The queues.'),
  API_KEY: z.string().optional().describe('The key.'),
};
const rendered = renderEnvExample(table);

describe('renderEnvExample', () => {
  it('leaves a required variable empty and comments the others with their default', () => {
    expect(rendered).toContain('# The database.\nDATABASE_URL=\n');
    expect(rendered).toContain('# The port.\n# PORT=8080\n');
    expect(rendered).toContain('# The queues.\n# QUEUES=a,b\n');
    expect(rendered).toContain('# The key.\n# API_KEY=\n');
  });
});

describe('compareEnvExample', () => {
  it('accepts what was rendered', () => {
    expect(compareEnvExample(rendered, rendered)).toEqual([]);
  });

  it('names a variable that the file lacks', () => {
    expect(compareEnvExample(rendered.replace('# PORT=8080\n', ''), rendered)).toEqual([
      '.env.example: PORT is missing',
    ]);
  });

  it('names a variable that nothing reads', () => {
    expect(compareEnvExample(`${rendered}\nOLD_NAME=1\n`, rendered)).toEqual([
      '.env.example: OLD_NAME is not read by Otto',
    ]);
  });

  it('notices an outdated default', () => {
    expect(compareEnvExample(rendered.replace('8080', '80'), rendered)).toHaveLength(1);
  });
});
