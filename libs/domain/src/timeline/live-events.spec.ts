import { liveEventOf } from './live-events';

describe('an entry of the timeline for the front ends', () => {
  it('reaches the rep who has the visit and the one who had it', () => {
    const told = liveEventOf(
      {
        contactCardId: 'card',
        appointmentId: 'visit',
        eventType: 'rep_assigned',
        metadata: { repId: 'now', previousRepId: 'before' },
        uniqueKey: 'key',
      },
      ['now'],
    );
    expect(told).toMatchObject({
      event: 'appointment.assigned',
      data: { rep_id: 'now', previous_rep_id: 'before' },
      repIds: ['now', 'before'],
    });
  });
});
