import { lockDocumentAtShunya, updateDocument, type TenantTx } from '@otto/db';
import type { UwcDocumentEvent } from '@otto/integrations';
import type { JobContext } from '@otto/queues';
import type { DeliveryOutcome } from '../deliveries/handle-delivery';
import { waitFor } from '../deliveries/not-known-yet-error';

interface Moment {
  readonly job: JobContext;
  readonly at: Date;
}

/** Takes Shunya's word for how the indexing of a document stands. What is done stays done. */
export async function recordIndexing(
  tx: TenantTx,
  event: UwcDocumentEvent,
  { job, at }: Moment,
): Promise<DeliveryOutcome> {
  const { documentId, jobId } = event;
  const document = await lockDocumentAtShunya(tx, { documentId, jobId });
  if (!document) return waitFor('the document', job);
  if (document.status === 'deleted') return { status: 'ignored', error: 'the document is deleted' };
  if (document.shunyaJobId !== null && document.shunyaJobId !== jobId) {
    return { status: 'ignored', error: 'the news is of another indexing' };
  }
  const names = { shunyaJobId: jobId, shunyaDocumentId: document.shunyaDocumentId ?? documentId };
  if (event.status === 'succeeded') {
    await updateDocument(tx, document.id, {
      ...names,
      status: 'done',
      chunkCount: event.chunkCount ?? document.chunkCount,
      indexedAt: document.status === 'done' ? document.indexedAt : at,
      errorMessage: null,
    });
    return { status: 'processed' };
  }
  const isOver = document.status === 'done' || document.status === 'failed';
  if (isOver) return { status: 'ignored', error: 'the indexing was over already' };
  await updateDocument(tx, document.id, {
    ...names,
    status: event.status === 'failed' ? 'failed' : 'processing',
    errorMessage: event.status === 'failed' ? event.error : null,
  });
  return { status: 'processed' };
}
