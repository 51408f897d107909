import type { SandboxDeps } from '../sandbox-deps';
import { UNDELIVERABLE } from './magic-numbers';
import { postTwilio } from './post-twilio';
import { textStatusParams } from './text-params';
import type { TwilioText } from './twilio-state';

/** Takes a text through its states; each is told where the sender wanted to know. */
export async function deliverText(deps: SandboxDeps, text: TwilioText): Promise<void> {
  const errorCode = UNDELIVERABLE[text.to] ?? null;
  const told: Promise<unknown>[] = [];
  for (const status of ['sent', errorCode === null ? 'delivered' : 'undelivered']) {
    await deps.background.wait(deps.config.twilio.statusDelayMs);
    text.sentAt ??= deps.now();
    text.status = status;
    if (status === 'undelivered') text.errorCode = errorCode;
    const { statusCallback: url, company } = text;
    if (url === null) continue;
    const { isHeld, answer } = postTwilio(deps, company, { url, params: textStatusParams(text) });
    told.push(answer);
    if (!isHeld) await answer;
  }
  await Promise.all(told);
}
