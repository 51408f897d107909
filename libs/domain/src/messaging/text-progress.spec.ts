import { progressAfterStatus, type TextProgress, type TextStatusNews } from './text-progress';

const receivedAt = new Date('2026-11-24T15:00:00Z');
const queued: TextProgress = { status: 'queued', errorCode: null, deliveredAt: null, readAt: null };

const news = (status: TextStatusNews['status'], errorCode: string | null = null) => ({
  status,
  errorCode,
  receivedAt,
});
const after = (start: TextProgress, ...events: readonly TextStatusNews[]) =>
  events.reduce((current, event) => progressAfterStatus(current, event) ?? current, start);

describe('the progress of a text', () => {
  it.each([
    ['sent', 'delivered', 'delivered'],
    ['sending', 'sent', 'sent'],
    ['sent', 'undelivered', 'undelivered'],
    ['queued', 'failed', 'failed'],
    ['accepted', 'canceled', 'failed'],
    ['delivered', 'read', 'delivered'],
  ] as const)('is the same whether %s or %s is heard first', (one, other, end) => {
    const forth = after(queued, news(one), news(other), news(one));
    const back = after(queued, news(other), news(one), news(other));
    expect(forth).toEqual(back);
    expect(forth.status).toBe(end);
  });

  it.each(['delivered', 'failed', 'undelivered'] as const)('ends with %s', (end) => {
    const ended = after(queued, news(end));
    for (const later of ['queued', 'sent', 'delivered', 'read', 'failed', 'undelivered'] as const) {
      expect(after(ended, news(later)).status).toBe(end);
    }
  });

  it.each(['failed', 'undelivered'] as const)('keeps why it is %s', (status) => {
    expect(after(queued, news(status, '21610'), news(status), news('sent'))).toEqual({
      ...queued,
      status,
      errorCode: '21610',
    });
    expect(after(queued, news(status), news(status, '30005')).errorCode).toBe('30005');
  });

  it('keeps when it was first heard to have arrived and to have been read', () => {
    const again = { ...news('read'), receivedAt: new Date('2026-11-24T16:00:00Z') };
    expect(after(queued, news('delivered'), again)).toMatchObject({
      deliveredAt: receivedAt,
      readAt: again.receivedAt,
    });
  });

  it('moves on from a sending that got no answer', () => {
    expect(after({ ...queued, status: 'unknown' }, news('queued')).status).toBe('queued');
  });

  it('has nothing new in a repetition, nor in a word of texts that came in', () => {
    const sent = after(queued, news('sent'));
    expect(progressAfterStatus(sent, news('sent'))).toBeNull();
    expect(progressAfterStatus(queued, news('received'))).toBeNull();
  });
});
