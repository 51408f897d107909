/** What a contact card says it comes from, by the provider that brought the customer. */
export const CARD_SOURCES = { callrail: 'callrail', twilio: 'otto' } as const;
