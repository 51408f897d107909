import { normaliseAnalysis } from './normalise-analysis';
import { normaliseTranscript } from './normalise-transcript';
import { outputHash } from './output-hash';

const KEYS = [
  'summary',
  'call_summary',
  'key_points',
  'pending_actions',
  'type',
  'due_at',
  'confidence',
  'sentiment_score',
  'compliance',
  'compliance_score',
  'score',
  'violations',
  'objections',
  'category_id',
  'objection_text',
  'timestamp',
  'qualification',
  'qualification_status',
  'booking_status',
  'bant_scores',
  'budget',
  'appointment',
  'appointment_date',
  'entities',
  'address',
  'opportunity_analysis',
  'missed_opportunities',
  'risk_assessment',
  'transcript_text',
  'speaker_labels',
  'speaker',
  'text',
  'start_time',
  'word_count',
  'data',
  '__proto__',
  'a\u0000b',
];
const LEAVES = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  7,
  85,
  1e308,
  '',
  ' ',
  'hot',
  'booked',
  'x\u0000',
  '\udc00',
  '2031-02-05T10:00',
  '0.5',
];

/** A linear congruential generator: the same documents in every run. */
function generator(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function document(next: (below: number) => number, depth = 0): unknown {
  const kind = depth > 4 ? 0 : next(5);
  if (kind < 2) return LEAVES[next(LEAVES.length)];
  const size = next(6);
  if (kind === 2) return Array.from({ length: size }, () => document(next, depth + 1));
  const entries = Array.from({ length: size }, () => [
    KEYS[next(KEYS.length)],
    document(next, depth + 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}

describe('the normalisers', () => {
  const documents = Array.from({ length: 3_000 }, (_, seed) => document(generator(seed + 1)));

  it('read any JSON without throwing, into what PostgreSQL takes', () => {
    for (const payload of documents) {
      const { rawPayload, ...analysis } = normaliseAnalysis(payload);
      const stored = JSON.stringify([analysis, rawPayload, normaliseTranscript(payload)]);
      expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/);
    }
  });

  it('keep every score inside its scale', () => {
    for (const payload of documents) {
      const { sentimentScore, overallScore, sopComplianceScore, bant } = normaliseAnalysis(payload);
      for (const fraction of [sentimentScore, overallScore, bant?.budget ?? null]) {
        expect(fraction === null || (fraction >= 0 && fraction <= 1)).toBe(true);
      }
      expect(
        sopComplianceScore === null || (sopComplianceScore >= 0 && sopComplianceScore <= 10),
      ).toBe(true);
    }
  });

  it('give the same answer for the same document', () => {
    for (const payload of documents.slice(0, 300)) {
      const copy = JSON.parse(JSON.stringify(payload)) as unknown;
      expect(normaliseAnalysis(copy)).toEqual(normaliseAnalysis(payload));
      expect(outputHash(copy)).toBe(outputHash(payload));
    }
  });
});

describe('normaliseTranscript', () => {
  it('reads the documented shape', () => {
    expect(
      normaliseTranscript({
        transcript_text: 'Hello.',
        speaker_labels: [
          { speaker: 'agent', text: 'Hello.', start_time: 0, end_time: 1.5 },
          { speaker: 1, text: '' },
        ],
        confidence_score: 0.9,
        language: 'en-US',
        word_count: 1,
      }),
    ).toEqual({
      text: 'Hello.',
      speakerLabels: [{ speaker: 'agent', text: 'Hello.', start_time: 0, end_time: 1.5 }],
      confidence: 0.9,
      language: 'en-US',
      wordCount: 1,
      processingTimeMs: null,
      modelVersion: null,
      restricted: false,
    });
  });

  it('joins the turns when there is no text', () => {
    const turns = [
      { speaker: 'a', text: 'Hi' },
      { speaker: 'b', text: 'Hello' },
    ];
    expect(normaliseTranscript({ transcript: turns }).text).toBe('Hi\nHello');
  });

  it('keeps no words of a restricted transcript', () => {
    expect(
      normaliseTranscript({
        transcript_text: 'x',
        speaker_labels: [{ text: 'x' }],
        restricted: true,
      }),
    ).toMatchObject({
      text: null,
      speakerLabels: [],
      restricted: true,
    });
  });
});
