import { seedCompany, uniqueId, uniquePhone, type SeededCompany } from '@otto/testkit';
import { deliver, findContacts } from '../testing/deliver';
import { insertCall } from '../testing/insert-call';
import { createStage, type Stage } from '../testing/stage';
import { createRecordForm } from './record-form';

describe('recording a form', () => {
  let stage: Stage;
  let company: SeededCompany;
  let record: ReturnType<typeof createRecordForm>;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
    record = createRecordForm(stage);
  });
  afterAll(() => stage.stop());

  const submit = (body: object, companyId: string | null = company.id) =>
    deliver(stage.database, record, { companyId, provider: 'callrail', event: 'form', body });
  const form = (answers: object, fields: object = {}) => ({
    resource_id: uniqueId('FRM'),
    form_data: { 'Your name': 'Pat Doe', Remarks: 'the roof\u0000 leaks', ...answers },
    form_url: 'https://demo.example/contact',
    source: 'Google Organic',
    submitted_at: '2026-11-24T16:15:00.000Z',
    ...fields,
  });
  const closeLeads = (phone: string) =>
    stage.database.withTenant(company.id, ({ db }) =>
      db.lead.updateMany({
        where: { contact: { is: { primaryPhone: phone } } },
        data: { status: 'closed_lost' },
      }),
    );

  it('makes contact, lead and an entry of the timeline with the answers', async () => {
    const phone = uniquePhone();
    const body = form({ Mobile: phone, 'E-mail': 'P.Doe@Mail.example' });
    expect(await submit(body)).toMatchObject({ status: 'processed', completions: 1 });
    const contacts = await findContacts(stage.database, phone);
    const at = new Date('2026-11-24T16:15:00Z');
    expect(contacts).toMatchObject([
      {
        companyId: company.id,
        firstName: 'Pat',
        lastName: 'Doe',
        email: 'p.doe@mail.example',
        source: 'callrail',
        leads: [{ status: 'new', source: 'inbound_web', lastContactedAt: at }],
        eventLogs: [
          {
            eventType: 'form_submitted',
            at,
            leadId: contacts[0]?.leads[0]?.id,
            metadata: {
              submissionId: body.resource_id,
              sourceName: 'Google Organic',
              answers: { Remarks: 'the roof leaks' },
            },
          },
        ],
      },
    ]);
  });

  it('adds the form of a known caller to the active lead, and keeps their address', async () => {
    const { phone, leadId } = await insertCall(stage.database, company);
    await submit(form({ Phone: phone, Email: 'first@mail.example' }));
    await submit(form({ Phone: phone, Email: 'second@mail.example' }));
    expect(await findContacts(stage.database, phone)).toMatchObject([
      { email: 'first@mail.example', leads: [{ id: leadId }], eventLogs: [{}, {}] },
    ]);
  });

  it('finds by the e-mail address who leaves no phone', async () => {
    const phone = uniquePhone();
    const email = `${uniqueId('pat')}@mail.example`;
    await submit(form({ Phone: phone, Email: email }));
    await submit(form({ Email: email.toUpperCase() }));
    const [contact] = await findContacts(stage.database, phone);
    expect(contact?.eventLogs).toHaveLength(2);
  });

  it('makes one lead and one entry of eight deliveries at once, and of a later one', async () => {
    const phone = uniquePhone();
    const body = form({ Phone: phone });
    await Promise.all(Array.from({ length: 8 }, () => submit(body)));
    await closeLeads(phone);
    expect(await submit(body)).toMatchObject({ status: 'processed' });
    const [contact, ...others] = await findContacts(stage.database, phone);
    expect(others).toEqual([]);
    expect(contact?.leads).toMatchObject([{ status: 'closed_lost' }]);
    expect(contact?.eventLogs).toHaveLength(1);
  });

  it('opens a new lead with the next form after the last was closed', async () => {
    const phone = uniquePhone();
    await submit(form({ Phone: phone }));
    await closeLeads(phone);
    await submit(form({ Phone: phone }));
    const [contact] = await findContacts(stage.database, phone);
    expect(contact?.leads.map(({ status }) => status).sort()).toEqual(['closed_lost', 'new']);
  });

  it('keeps two companies’ forms apart, whatever their ids and addresses', async () => {
    const rival = await seedCompany(stage.database);
    const phone = uniquePhone();
    const email = `${uniqueId('pat')}@mail.example`;
    const body = form({ Phone: phone, Email: email });
    await submit(body);
    expect(await submit(form({ Email: email }), rival.id)).toMatchObject({ status: 'ignored' });
    expect(await submit(body, rival.id)).toMatchObject({ status: 'processed' });
    const contacts = await findContacts(stage.database, phone);
    expect(contacts.map(({ companyId }) => companyId).sort()).toEqual(
      [company.id, rival.id].sort(),
    );
    expect(contacts.map(({ eventLogs }) => eventLogs.length)).toEqual([1, 1]);
  });

  it.each([
    ['fails on a form without an id', { resource_id: undefined }, 'failed'],
    ['ignores a form that names nobody', {}, 'ignored'],
  ])('%s, and is done with it', async (_name, fields, status) => {
    expect(await submit(form({}, fields))).toMatchObject({ status, completions: 1 });
  });

  it('leaves a form of no company unroutable', async () => {
    const phone = uniquePhone();
    expect(await submit(form({ Phone: phone }), null)).toMatchObject({ status: 'unroutable' });
    expect(await findContacts(stage.database, phone)).toEqual([]);
  });
});
