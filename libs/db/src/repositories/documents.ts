import type { Document, Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type DocumentRow = Document;

/**
 * The document that Shunya calls so, else the one without a name there that this indexing is of;
 * locked until the transaction ends. A deleted one is found only when no other is.
 */
export async function lockDocumentAtShunya(
  tx: TenantTx,
  names: { readonly documentId: string | null; readonly jobId: string },
): Promise<DocumentRow | null> {
  const [found] = await tx.query<{ id: string }>(
    `select id::text from documents
     where company_id = $1 and (shunya_document_id = $2
       or (shunya_job_id = $3 and (shunya_document_id is null or $2::text is null)))
     order by coalesce(shunya_document_id = $2, false) desc, deleted_at is not null, created_at desc
     limit 1 for no key update`,
    [tx.companyId, names.documentId, names.jobId],
  );
  if (!found) return null;
  return tx.db.document.findFirst({ where: { companyId: tx.companyId, id: found.id } });
}

export type DocumentChanges = Pick<
  Prisma.DocumentUncheckedUpdateManyInput,
  'status' | 'shunyaDocumentId' | 'shunyaJobId' | 'chunkCount' | 'indexedAt' | 'errorMessage'
>;

export async function updateDocument(
  tx: TenantTx,
  id: string,
  changes: DocumentChanges,
): Promise<void> {
  await tx.db.document.updateMany({ where: { companyId: tx.companyId, id }, data: changes });
}
