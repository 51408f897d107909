import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { companyOf } from '../companies';
import { postWebhook } from '../http/post-webhook';
import { scenarioField, scenarioOf } from './find-by-name';
import { defineSimulation } from './simulation';
import { tell, withOverrides } from './tell';
import { transcriptOf } from '../shunya/transcript';
import type { Scenario } from '../scenarios';

const EVENTS = [
  'asr/complete',
  'analysis/complete',
  'rag/indexed',
  'training/status',
  'followup/draft',
] as const;

const fields = {
  event: z.enum(EVENTS).default('asr/complete').describe('which webhook'),
  jobId: z.string().optional().describe('id of the job; a new one by default'),
  status: z.string().default('completed').describe('completed, failed, processing'),
  callId: z.int().default(1).describe("the call's number at Shunya (asr, analysis)"),
  documentId: z.string().default('doc-1').describe('the document (rag)'),
  repId: z.string().optional().describe('the sales rep (training, followup)'),
  leadId: z.string().default('lead-1').describe('the lead (followup)'),
  progress: z.int().min(0).max(100).default(100).describe('per cent (training)'),
  scenario: scenarioField,
};
type UwcInput = z.output<z.ZodObject<typeof fields>>;

export const uwcEvent = defineSimulation({
  name: 'uwc-event',
  about: "Shunya's older webhooks, below /webhooks/uwc",
  fields,
  async run(deps, { companyId, duplicates, overrides, ...input }) {
    const company = companyOf(deps, companyId);
    const jobId = input.jobId ?? `job-${randomUUID()}`;
    const repId = input.repId ?? company.users.find(({ role }) => role === 'sales_rep')?.id ?? '';
    const head = { job_id: jobId, company_id: company.id, status: input.status };
    const particulars = particularsOf({ ...input, repId }, scenarioOf(input.scenario));
    const body = JSON.stringify(withOverrides({ ...head, ...particulars }, overrides));
    const post = () => {
      const timestamp = deps.now().toISOString();
      const mac = createHmac('sha256', deps.config.shunya.hmacSecret);
      return postWebhook(deps, {
        provider: 'shunya',
        companyId: company.id,
        url: `${deps.urls.web()}/webhooks/uwc/${input.event}`,
        body,
        headers: {
          'X-UWC-Signature': mac.update(`${timestamp}:${body}`, 'utf8').digest('hex'),
          'X-UWC-Timestamp': timestamp,
        },
      });
    };
    const webhooks = await tell(deps, { event: input.event, duplicates, post });
    return { ids: { jobId }, webhooks };
  },
});

/** What each event says besides job, company and status (DOMAIN 5.1.7). */
function particularsOf(input: UwcInput, scenario: Scenario): object {
  const { callId: call_id, repId: rep_id } = input;
  switch (input.event) {
    case 'asr/complete':
      return {
        call_id,
        transcript: scenario.dialogue,
        duration_sec: 95,
        confidence: transcriptOf(scenario).confidence_score,
        language: 'en',
      };
    case 'analysis/complete':
      return {
        call_id,
        analysis: {
          lead_classification: scenario.name,
          objections: [],
          sop_stage: 'closing',
          rehash_score: 4,
          coaching_tips: ['Ask for the address first.'],
        },
      };
    case 'rag/indexed':
      return { document_id: input.documentId, chunks_indexed: 14, vectors_created: 14 };
    case 'training/status':
      return {
        rep_id,
        progress: input.progress,
        model_version: 'v1',
        training_duration_min: 12,
      };
    case 'followup/draft':
      return {
        rep_id,
        lead_id: input.leadId,
        draft: {
          message: 'Thank you for your time today. Shall we fix a date?',
          tone: 'friendly',
          confidence: 0.86,
          channel: 'sms',
        },
      };
  }
}
