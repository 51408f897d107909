import { createFakeClock, uniqueId } from '@otto/testkit';
import { NotKnownYetError } from '../deliveries/not-known-yet-error';
import { specJob } from '../testing/spec-job';
import { createSilentUwcStage } from '../testing/uwc-stage';

describe('news of the indexing of a document', () => {
  let uwc: Awaited<ReturnType<typeof createSilentUwcStage>>;

  beforeAll(async () => {
    uwc = await createSilentUwcStage(createFakeClock('2026-11-24T15:00:00.000Z'));
  });
  afterAll(() => uwc.stop());

  async function upload(fields: object = {}, owner = uwc.company) {
    const documentId = uniqueId('d');
    const { id } = await uwc.database.withTenant(owner.id, ({ db }) =>
      db.document.create({
        data: {
          companyId: owner.id,
          uploadedBy: owner.users.manager,
          filename: 'sop.pdf',
          contentType: 'application/pdf',
          sizeBytes: 10,
          sha256: Buffer.from(documentId.padEnd(32).slice(-32)).toString('hex'),
          storageKey: documentId,
          category: 'sop',
          status: 'processing',
          shunyaDocumentId: documentId,
          ...fields,
        },
      }),
    );
    const read = () =>
      uwc.database.asSystem(({ db }) => db.document.findUniqueOrThrow({ where: { id } }));
    return { documentId, read };
  }
  const indexed = (documentId: string | null, fields: object = {}) =>
    uwc.receive('rag/indexed', {
      job_id: 'ix-5',
      document_id: documentId,
      chunks_indexed: 14,
      ...fields,
    });

  it('marks it done, once, and no late word undoes that', async () => {
    const { documentId, read } = await upload();
    expect(await indexed(documentId, { status: 'processing' })).toBe('processed');
    expect(await read()).toMatchObject({ status: 'processing', indexedAt: null });
    expect(await indexed(documentId)).toBe('processed');
    const done = { status: 'done', chunkCount: 14, shunyaJobId: 'ix-5', errorMessage: null };
    const { indexedAt } = await read();
    expect(indexedAt).toEqual(uwc.clock.now());
    expect(await indexed(documentId)).toBe('processed');
    for (const status of ['processing', 'failed']) {
      expect(await indexed(documentId, { status })).toBe('ignored: the indexing was over already');
    }
    expect(await read()).toMatchObject({ ...done, indexedAt });
  });

  it('tells why indexing failed, and believes a later success', async () => {
    const { documentId, read } = await upload();
    const error = { message: 'no text' };
    expect(await indexed(documentId, { status: 'failed', error })).toBe('processed');
    expect(await read()).toMatchObject({ status: 'failed', errorMessage: 'no text' });
    expect(await indexed(documentId)).toBe('processed');
    expect(await read()).toMatchObject({ status: 'done', errorMessage: null });
  });

  it('finds it by the indexing, and learns its name at Shunya', async () => {
    const jobId = uniqueId('ix');
    const { read } = await upload({ shunyaDocumentId: null, shunyaJobId: jobId });
    const name = uniqueId('d');
    expect(await indexed(name, { job_id: jobId })).toBe('processed');
    expect(await read()).toMatchObject({ status: 'done', shunyaDocumentId: name });
  });

  it('leaves alone what it is not about', async () => {
    const other = await upload({ shunyaJobId: uniqueId('ix') });
    expect(await indexed(other.documentId)).toBe('ignored: the news is of another indexing');
    const gone = await upload({ status: 'deleted', deletedAt: uwc.clock.now() });
    expect(await indexed(gone.documentId)).toBe('ignored: the document is deleted');
    const theirs = await upload({}, uwc.rival);
    expect(await indexed(theirs.documentId)).toBe('unroutable: the document is not known');
    expect(await theirs.read()).toMatchObject({ status: 'processing', chunkCount: 0 });
  });

  it('waits for one that is not known yet', async () => {
    const deliveryId = await uwc.deliver('rag/indexed', { job_id: 'ix-9', document_id: 'd-none' });
    const early = uwc.process({ deliveryId }, specJob(uwc.company.id));
    await expect(early).rejects.toThrow(NotKnownYetError);
    expect(await uwc.outcomeOf(deliveryId)).toBe('received');
  });
});
