import { Command } from 'commander';
import { simulations } from '../../sandbox/simulations';
import { UsageError } from '../usage-error';
import { addOptions, requestOf } from './simulate-options';

const schemaOf = (name: string) => {
  const found = simulations.find((simulation) => simulation.name === name);
  if (!found) throw new Error(`no simulation ${name}`);
  return found.schema;
};

function requestFor(name: string, ...args: string[]) {
  const command = addOptions(new Command().exitOverride(), schemaOf(name));
  command.parse(args, { from: 'user' });
  return requestOf(schemaOf(name), command.opts());
}

it('leaves what is not said to the defaults of the sandbox', () => {
  for (const { name, schema } of simulations) {
    expect(requestFor(name)).toEqual(name === 'missed-call' ? { postCall: true } : {});
    expect(() => schema.parse(requestFor(name))).not.toThrow();
  }
});

it('turns words into numbers, lists, JSON and switches', () => {
  expect(requestFor('sms', '--company', 'org_rival', '--media', '2', '--body', 'STOP')).toEqual({
    companyId: 'org_rival',
    media: 2,
    body: 'STOP',
  });
  expect(requestFor('call-modified', '--tags', 'hot', 'roof', '--overrides', '{"id":1}')).toEqual({
    tags: ['hot', 'roof'],
    overrides: { id: 1 },
  });
  expect(requestFor('missed-call', '--voicemail', '--no-post-call')).toEqual({
    voicemail: true,
    postCall: false,
  });
});

it('names the option whose JSON cannot be read', () => {
  expect(() => requestFor('form', '--overrides', '{')).toThrow(UsageError);
});

it('lists each option with its meaning and default', () => {
  const command = addOptions(new Command('sms'), schemaOf('sms'));
  expect(command.helpInformation()).toMatch(/--body <text> +the text \(default:/);
});
