import {
  findCompanyName,
  findMessage,
  findMessageTemplate,
  type Database,
  type MessageRow,
} from '@otto/db';
import { answerText, type Enqueuer, type JobContext } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import { fillTemplate } from './fill-template';
import type { SendMessage, SendOutcome, SendRequest } from './sending';

type Kind = 'help' | 'welcome';

const OWN_WORDS: Readonly<Record<Kind, string>> = {
  help: '{company}: answer here and our office will get back to you. Reply STOP to opt out.',
  welcome: 'Thanks for texting {company}. Our office will get back to you. Reply STOP to opt out.',
};

/**
 * Answers HELP once a day, at any hour, and greets a stranger once, when their quiet hours are over.
 * Throws where the provider may take the answer later.
 */
export function createAnswerText(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly sendMessage: SendMessage;
  readonly sendAnswer: SendMessage;
}) {
  const { database, jobs } = deps;

  return async (
    { messageId, kind }: { readonly messageId: string; readonly kind: Kind },
    job: JobContext,
  ): Promise<void> => {
    const companyId = tenantOf(job);
    const found = await database.withTenant(companyId, async (tx) => {
      const message = await findMessage(tx, messageId);
      if (!message) return null;
      const words = (await findMessageTemplate(tx, kind))?.body ?? OWN_WORDS[kind];
      return { message, body: fillTemplate(words, { company: await findCompanyName(tx) }) };
    });
    if (!found) return;
    const send = kind === 'help' ? deps.sendAnswer : deps.sendMessage;
    const outcome = await send(requestOf(companyId, kind, found), job.signal);
    const runAt = laterThan(outcome);
    if (runAt === null) return;
    await database.withTenant(companyId, async (tx) => {
      await jobs.enqueue(tx, answerText, { messageId, kind }, { runAt });
      await job.completeIn(tx);
    });
  };
}

function requestOf(
  companyId: string,
  kind: Kind,
  { message, body }: { readonly message: MessageRow; readonly body: string },
): SendRequest {
  const { contactCardId, customerPhone, sender, createdAt } = message;
  const day = kind === 'help' ? `:${createdAt.toISOString().slice(0, 10)}` : '';
  return {
    companyId,
    contactCardId,
    phone: customerPhone ?? sender,
    body,
    dedupeKey: `${kind}:${contactCardId}${day}`,
    isAutomated: true,
    firstText: true,
  };
}

/** When to try again; null when it is done with. Throws where the job's own retries will do. */
function laterThan(outcome: SendOutcome): Date | null {
  if (outcome.outcome === 'failed' && outcome.isRetryable) {
    throw new Error(`the answer was not taken: ${outcome.code ?? 'no code'}`);
  }
  return outcome.outcome === 'blocked' ? outcome.until : null;
}
