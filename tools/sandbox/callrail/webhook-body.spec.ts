import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarios, type Scenario } from '../scenarios';
import { demoCompany } from '../testing/test-config';
import { createCall } from './create-call';
import { callWebhookBody } from './webhook-body';

const now = new Date('2026-11-24T14:00:00.500Z');
const seen = { sandboxUrl: 'http://sandbox.test', now };
const call = createCall({
  company: demoCompany,
  scenario: scenarios[0] as Scenario,
  from: '+12125550001',
  to: demoCompany.trackingNumber,
  now,
  recordingDelayMs: 0,
});

it('calls every ringing call missed, as CallRail does', () => {
  expect(callWebhookBody(call, 'pre-call', seen)).toMatchObject({
    answered: false,
    voicemail: false,
    call_type: 'missed',
    duration: '0',
    recording: null,
  });
});

it('says that the call was answered once it is routed', () => {
  const body = callWebhookBody(call, 'routing-complete', seen);
  expect(body).toMatchObject({ answered: true, recording: null });
});

it('brings the length as text and a recording link after the call', () => {
  const body = callWebhookBody(call, 'post-call', seen);
  expect(body.duration).toBe(String(call.durationSeconds));
  expect(body.recording).toMatch(
    /^http:\/\/sandbox\.test\/callrail\/calls\/\d+\/recording\/redirect\?access_key=\w+$/,
  );
});

it('has a numeric id, a resource id and times with an offset', () => {
  const body = callWebhookBody(call, 'post-call', seen);
  expect(body.id).toEqual(expect.any(Number));
  expect(body.resource_id).toMatch(/^CAL[0-9a-f]{32}$/);
  expect(body.timestamp).toMatch(/^2026-11-24T08:59:12\.500-05:00$/);
});

it('has the fields of a published post-call', () => {
  const published = JSON.parse(
    readFileSync(join(__dirname, 'samples/post-call.json'), 'utf8'),
  ) as object;
  const body = callWebhookBody(call, 'post-call', seen);
  const absent = Object.keys(published).filter((name) => !(name in body));
  expect(absent).toEqual([]);
});

it('has no recording while that is still being made', () => {
  const later = { ...call, recordingReadyAt: new Date(now.getTime() + 1) };
  expect(callWebhookBody(later, 'post-call', seen).recording).toBeNull();
});
