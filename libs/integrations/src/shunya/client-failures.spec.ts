import type { HttpClient } from '../http/http-client';
import { describeFailures } from '../testing/failure-contract';
import { createShunyaClient } from './client';
import type { ShunyaClient } from './shunya-client';

const recording = {
  companyId: 'org_demo',
  seq: 4102n,
  revision: 1,
  audioUrl: 'https://otto.test/files/a.wav?expires=1&signature=x',
  callType: 'csr_call' as const,
};

const clientOf = (baseUrl: string, http: HttpClient): ShunyaClient =>
  createShunyaClient({
    baseUrl,
    jwtSecret: 'jwt-secret',
    hmacSecret: 'hmac-secret',
    version: 'v1',
    http,
    logger: { warn: () => undefined },
  });

// What it does not name Shunya may leave out or add to, so that objects of any shape are read.
describe('asking Shunya for a transcription', () => {
  describeFailures({
    vendor: 'shunya',
    isSend: true,
    takesAnyShape: true,
    call: (url, http) => clientOf(url, http).transcribe(recording),
  });
});

describe('asking Shunya for a transcript', () => {
  describeFailures({
    vendor: 'shunya',
    isSend: false,
    takesAnyShape: true,
    call: (url, http) => clientOf(url, http).getTranscript('org_demo', 4102n),
  });
});

describe('asking Shunya for a follow-up', () => {
  const context = { companyName: 'Demo', customerName: null, repName: null, maxLength: 160 };
  const draftId = '0b0c7a52-6f4e-5d0e-8f57-1c9a86b0f001';
  const wish = { companyId: 'org_demo', seq: 1n, draftId, repId: 'u1', tone: null, context };
  describeFailures({
    vendor: 'shunya',
    isSend: true,
    call: (url, http) => clientOf(url, http).generateFollowUp({ ...wish, channel: 'sms' }),
  });
});

describe('asking Shunya how an analysis stands', () => {
  describeFailures({
    vendor: 'shunya',
    isSend: false,
    takes404: true,
    takesAnyShape: true,
    call: (url, http) => clientOf(url, http).getAnalysisStatus('org_demo', 4102n),
  });
});
