import type { LoadedContact } from './load-contact';

const MANY_MESSAGES = 5;

interface Chip {
  readonly label: string;
  readonly severity: 'low' | 'medium';
  readonly metadata: Readonly<Record<string, string | number>>;
}

/** What somebody who reads of the booking should know of how it came about. */
export function bookingChips({
  calls,
  messages,
  timeline,
}: Pick<LoadedContact, 'calls' | 'messages' | 'timeline'>): Chip[] {
  const first = calls.at(-1);
  const automated = timeline.filter(({ eventType }) => eventType.startsWith('automation_')).length;
  const count = messages.length;
  return [
    ...(first?.missed === true
      ? [
          {
            label: 'Missed first call',
            severity: 'medium',
            metadata: { callId: first.id },
          } as const,
        ]
      : []),
    ...(count > MANY_MESSAGES
      ? [{ label: 'Many messages', severity: 'low', metadata: { messages: count } } as const]
      : []),
    ...(automated > 0
      ? [
          {
            label: 'Automation involved',
            severity: 'low',
            metadata: { events: automated },
          } as const,
        ]
      : []),
  ];
}
