import type { Directory } from '@otto/domain';
import type { Verdict } from './door';

interface Sender {
  readonly companyId: string;
  readonly signingKeys: readonly string[];
}

/**
 * Whether the webhook is signed with a key of the sender that its reference names. What the
 * directory recalls may be older than a change of keys, so only the table can say no.
 */
export async function verifySender(
  senders: Directory<Sender>,
  reference: string | undefined,
  isSignedWith: (keys: readonly string[]) => boolean,
): Promise<Verdict> {
  if (reference === undefined) return { isGenuine: false, companyId: null, reason: 'no sender' };
  const recalled = senders.recall(reference);
  if (recalled && isSignedWith(recalled.signingKeys)) {
    return { isGenuine: true, companyId: recalled.companyId };
  }
  const sender = await senders.find(reference);
  if (!sender) return { isGenuine: false, companyId: null, reason: 'unknown sender' };
  const { companyId, signingKeys } = sender;
  if (isSignedWith(signingKeys)) return { isGenuine: true, companyId };
  const reason = signingKeys.length === 0 ? 'no signing key' : 'no or wrong signature';
  return { isGenuine: false, companyId, reason };
}
