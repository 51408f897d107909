import type { Database } from '@otto/db';
import type { TwilioClient, TwilioMessage } from '@otto/integrations';
import { ProviderError } from '@otto/integrations';
import type { EndedText, Logger } from '@otto/observability';
import type { TwilioAccounts } from '../integrations/twilio-accounts';
import type { Publish } from '../live';
import { readBusinessHours } from '../recovery/business-hours';
import type { Clock } from '../time/clock';
import { claimText, type Claim } from './claim-text';
import type { SendMessage, SendOutcome, SendRequest } from './sending';
import { settleFailed, settleTaken, type Sending } from './settle-text';

export interface SendMessageDeps {
  readonly database: Database;
  readonly publish: Publish;
  readonly twilioAccounts: TwilioAccounts;
  /** Where Twilio reaches the web service. */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of what became of each text that was asked for, once. */
  readonly onText?: ((text: EndedText) => void) | undefined;
}

/**
 * The one way for a text to a customer. The row with its key is committed first, then the provider
 * is asked once; whatever happens in between, the same key never brings a second text. One that
 * certainly did not go out, and may later, is `failed` with isRetryable: the same request sends it.
 */
export function createSendMessage(deps: SendMessageDeps): SendMessage {
  return (request, signal) => send(deps, request, { signal, isAnswer: false });
}

/** The same for an answer to what the customer has just asked for by text, at any hour. */
export function createSendAnswer(deps: SendMessageDeps): SendMessage {
  return (request, signal) => send(deps, request, { signal, isAnswer: true });
}

async function send(
  deps: SendMessageDeps,
  request: SendRequest,
  { signal, isAnswer }: { readonly signal: AbortSignal | undefined; readonly isAnswer: boolean },
): Promise<SendOutcome> {
  const { database, publish, clock, logger } = deps;
  const { companyId } = request;
  const client = await deps.twilioAccounts(companyId);
  const hasAccount = client !== null;
  const claim = await database.withTenant(companyId, async (tx) => {
    const businessHours = await readBusinessHours(tx);
    return claimText(tx, request, { now: clock.now(), hasAccount, businessHours, isAnswer });
  });
  const count = counterOf(deps, request);
  if ('outcome' in claim || !client) {
    const known = outcomeOf(claim);
    return known.outcome === 'blocked' ? count(known) : known;
  }
  const { text } = claim;
  const { id: messageId, contactCardId } = text;
  const about = { companyId, contactCardId, messageId };
  const sending: Sending = { database, publish, ...about, at: clock.now() };
  let taken: TwilioMessage;
  try {
    taken = await ask(client, deps, request, text, signal);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { status, code, isUnknownOutcome } = error;
    logger.warn('a text was not taken', { messageId, status, code, isUnknownOutcome });
    return count(await settleFailed(sending, error));
  }
  return count(await settleTaken(sending, taken.messageId));
}

/** What was done before under the same key is not counted again. */
function counterOf({ onText }: SendMessageDeps, { isAutomated }: SendRequest) {
  return (outcome: SendOutcome): SendOutcome => {
    onText?.({
      writer: isAutomated ? 'otto' : 'person',
      outcome: outcome.outcome,
      ...(outcome.outcome === 'blocked' ? { reason: outcome.reason } : {}),
    });
    return outcome;
  };
}

function outcomeOf(claim: Claim): SendOutcome {
  if ('outcome' in claim) return claim.outcome;
  throw new Error('a text was claimed without an account to send it');
}

function ask(
  client: TwilioClient,
  { publicUrl }: SendMessageDeps,
  { phone: to, companyId }: SendRequest,
  text: { readonly id: string; readonly body: string; readonly companyPhone: string },
  signal: AbortSignal | undefined,
): Promise<TwilioMessage> {
  // Names the company because events of the shared account do not tell whose they are.
  const statusUrl = `${publicUrl}/webhooks/twilio/sms-status?company=${encodeURIComponent(companyId)}`;
  const { id, body, companyPhone: from } = text;
  return client.sendMessage({ id, to, from, text: body, statusUrl }, signal);
}
