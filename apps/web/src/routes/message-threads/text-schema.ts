import { z } from 'zod';
import { instant, text } from '../../http/schemas';

/** A text with what became of it. */
export const textSchema = z.object({
  id: z.uuid(),
  contactCardId: z.uuid(),
  callId: text,
  sender: z.string(),
  senderRole: z.string(),
  body: z.string(),
  direction: z.string(),
  messageType: z.string(),
  status: z.string(),
  errorCode: text,
  delivered: z.boolean(),
  deliveredAt: instant.nullable(),
  read: z.boolean(),
  readAt: instant.nullable(),
  mediaUrls: z.array(z.string()),
  createdAt: instant,
});

/** What a person may text; a carrier takes no more in one piece. */
export const textBody = z.string().trim().min(1).max(1_600);
