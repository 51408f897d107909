import { normaliseAnalysis } from '../analysis/normalise-analysis';
import { appointmentFromAnalysis } from './appointment-from-analysis';

const booked = (date: unknown, more: object = {}) =>
  appointmentFromAnalysis(
    normaliseAnalysis({
      qualification: { booking_status: 'booked', appointment_date: date, ...more },
    }),
    'America/New_York',
  );

describe('appointmentFromAnalysis', () => {
  it('reads a naive time on the clocks of the tenant and lasts an hour', () => {
    expect(booked('2031-02-05T14:00:00')).toMatchObject({
      kind: 'appointment',
      appointment: {
        scheduledStart: new Date('2031-02-05T19:00:00Z'),
        scheduledEnd: new Date('2031-02-05T20:00:00Z'),
      },
    });
  });

  it('lasts an hour across a clock change too', () => {
    expect(booked('2026-03-08T01:30:00')).toMatchObject({
      appointment: {
        scheduledStart: new Date('2026-03-08T06:30:00Z'),
        scheduledEnd: new Date('2026-03-08T07:30:00Z'),
      },
    });
  });

  it.each([[null], [undefined], [''], [17], ['Thursday afternoon'], ['2031-02-05']])(
    'makes no appointment of %p',
    (date) => {
      expect(booked(date).kind).toBe('no_time');
    },
  );

  it('keeps what was said about the time', () => {
    expect(booked('Thursday afternoon')).toEqual({ kind: 'no_time', said: 'Thursday afternoon' });
  });

  it('falls back to the time among the entities', () => {
    const analysis = normaliseAnalysis({
      booking_status: 'booked',
      entities: {
        scheduled_time: '2031-07-05T14:00',
        address: { street: '12 Elm St', city: 'Tempe' },
      },
    });
    expect(appointmentFromAnalysis(analysis, 'America/Phoenix')).toMatchObject({
      appointment: {
        scheduledStart: new Date('2031-07-05T21:00:00Z'),
        address: '12 Elm St, Tempe',
      },
    });
  });

  it('is nothing for a call that was not booked', () => {
    const analysis = normaliseAnalysis({
      booking_status: 'not_booked',
      appointment_date: '2031-02-05T14:00',
    });
    expect(appointmentFromAnalysis(analysis, 'UTC')).toEqual({ kind: 'none' });
  });
});
