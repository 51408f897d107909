/** A text as CallRail tells it, in either direction. */
export interface CallrailText {
  /** The same for every repetition of the event. */
  readonly deliveryKey: string;
  readonly messageId: string;
  readonly direction: 'inbound' | 'outbound';
  /** Phones as they came, not normalised. */
  readonly customerPhone: string;
  readonly trackingPhone: string;
  /** As it was typed; empty when there are only pictures. */
  readonly text: string;
  /** Short-lived: to be fetched at once. */
  readonly mediaUrls: readonly string[];
  readonly conversationId: string | null;
  /** Who wrote an outbound one. */
  readonly agentName: string | null;
  readonly callrailCompanyId: string | null;
  /** ISO 8601 in UTC. */
  readonly sentAt: string | null;
}

/** A form that a visitor of the company's site has filled in. */
export interface CallrailForm {
  readonly deliveryKey: string;
  readonly submissionId: string;
  readonly callrailCompanyId: string | null;
  readonly customerName: string | null;
  readonly customerPhone: string | null;
  readonly customerEmail: string | null;
  /** What was typed, by the names that the form gives its fields. */
  readonly answers: Readonly<Record<string, string>>;
  readonly formUrl: string | null;
  readonly landingPageUrl: string | null;
  readonly referrer: string | null;
  readonly sourceName: string | null;
  readonly isFirst: boolean | null;
  /** ISO 8601 in UTC. */
  readonly submittedAt: string | null;
}
