import { createHash } from 'node:crypto';
import type { PendingAction } from '../analysis/sections/pending-actions';
import { ACTION_TYPES } from './action-types';
import { confirmTimeTask, taskFromAction } from './task-from-action';

const scene = {
  contactCardId: 'c0ffee',
  ownerId: 'user_ann',
  timezone: 'America/New_York',
  now: new Date('2026-11-24T12:00:00Z'),
};
const action = (part: Partial<PendingAction> = {}): PendingAction => ({
  description: 'Call back about the quote',
  actionType: 'call_back',
  contactMethod: 'phone',
  dueAt: null,
  confidence: 0.9,
  rawText: null,
  ...part,
});

describe('taskFromAction', () => {
  it.each([
    ['call_back', 'csr', 'user_ann'],
    ['send_payment_link', 'csr', 'user_ann'],
    ['custom', 'csr', 'user_ann'],
    [null, 'csr', 'user_ann'],
    ['site_visit', 'rep', null],
    ['measurement', 'rep', null],
    ['escalate', 'manager', null],
    ['get_approval', 'manager', null],
  ] as const)('gives %s to %s', (actionType, assignedTo, assigneeId) => {
    expect(taskFromAction(action({ actionType }), scene)).toMatchObject({
      actionType: actionType ?? 'custom',
      assignedTo,
      assigneeId,
    });
  });

  it('knows thirty kinds of action', () => {
    expect(new Set(ACTION_TYPES).size).toBe(30);
  });

  it.each([
    [null, '2026-11-25T12:00:00.000Z'],
    ['2026-11-26T09:00:00', '2026-11-26T14:00:00.000Z'],
    ['2026-11-26T09:00:00Z', '2026-11-26T09:00:00.000Z'],
    ['tomorrow', '2026-11-25T12:00:00.000Z'],
  ])('with a due time of %p it is due at %s', (dueAt, due) => {
    expect(taskFromAction(action({ dueAt }), scene).dueAt.toISOString()).toBe(due);
  });

  it('has the key of its source, description and contact', () => {
    const expected = createHash('sha256')
      .update('shunya:Call back about the quote:c0ffee')
      .digest('hex');
    expect(taskFromAction(action(), scene).uniqueKey).toBe(expected);
  });
});

describe('confirmTimeTask', () => {
  it('is one per call', () => {
    expect(confirmTimeTask('a', null, scene).uniqueKey).toBe(
      confirmTimeTask('a', 'Monday', scene).uniqueKey,
    );
    expect(confirmTimeTask('a', null, scene).uniqueKey).not.toBe(
      confirmTimeTask('b', null, scene).uniqueKey,
    );
  });
});
