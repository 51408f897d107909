import { addMessageMedia, findMessage, type Database } from '@otto/db';
import { ProviderError, type Storage } from '@otto/integrations';
import type { JobContext } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import { mediaType } from './media-type';
import { createOpenMedia, type OpenMediaDeps } from './open-media';

/**
 * Copies the pictures of a text into our storage, those that are not there yet. Their keys follow
 * from the text, so storing one again replaces the same file. One that cannot be had does not keep
 * the others away; the job fails for it in the end.
 */
export function createStoreMedia(
  deps: OpenMediaDeps & { readonly database: Database; readonly storage: Storage },
) {
  const { database, storage } = deps;
  const openMedia = createOpenMedia(deps);

  return async ({ messageId }: { messageId: string }, job: JobContext): Promise<void> => {
    const companyId = tenantOf(job);
    const message = await database.withTenant(companyId, (tx) => findMessage(tx, messageId));
    if (!message) return;
    const failures: unknown[] = [];
    for (const [index, url] of message.mediaUrls.entries()) {
      const key = `${companyId}/messages/${messageId}/${index}`;
      if (message.mediaKeys.includes(key)) continue;
      try {
        const { stream, contentType } = await openMedia(message, url, job.signal);
        await storage.put(key, stream, mediaType(contentType));
        await database.withTenant(companyId, (tx) => addMessageMedia(tx, messageId, key));
      } catch (error) {
        job.signal.throwIfAborted();
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures.find(mayPass) ?? failures[0];
  };
}

function mayPass(error: unknown): boolean {
  return !(error instanceof ProviderError) || error.isRetryable;
}
