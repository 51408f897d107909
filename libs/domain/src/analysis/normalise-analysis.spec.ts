import { normaliseAnalysis } from './normalise-analysis';
import { outputHash } from './output-hash';

const full = {
  summary: {
    summary: 'Wants a quote for a leaking roof.',
    key_points: ['Leak over the porch'],
    next_steps: ['Send the quote'],
    sentiment_score: 0.7,
    pending_actions: [
      {
        type: 'send_quote',
        due_at: '2031-02-05T10:00:00',
        contact_method: 'email',
        confidence: 0.9,
        raw_text: 'I will mail it',
      },
    ],
  },
  compliance: {
    compliance_score: 0.85,
    stages_followed: ['greeting'],
    stages_missed: ['closing'],
    violations: ['late'],
    positive_behaviors: ['kind'],
    recommendations: ['ask'],
  },
  objections: {
    objections: [
      {
        id: 4,
        category_id: 1,
        category_text: 'Price/Budget',
        objection_text: 'too dear',
        overcome: false,
        speaker_id: 'S2',
        timestamp: 41.5,
        severity: 'high',
        confidence_score: 0.8,
        response_suggestions: ['value'],
      },
    ],
  },
  qualification: {
    bant_scores: { budget: 0.4, authority: 1, need: 0.9, timeline: null },
    overall_score: 0.75,
    qualification_status: 'warm',
    decision_makers: ['wife'],
    urgency_signals: ['rain'],
    budget_indicators: ['insurance'],
    booking_status: 'not_booked',
    appointment_date: null,
    service_requested: 'Roof repair',
    follow_up_required: true,
    follow_up_reason: 'quote',
  },
  opportunity_analysis: {
    missed_opportunities: [
      {
        type: 'upsell',
        description: 'gutters',
        impact: 'high',
        reasoning: 'old',
        suggestion: 'ask',
      },
    ],
    risk_assessment: { level: 'low', score: 0.1, risk_factors: [] },
  },
  entities: { address: '12 Elm St', name: 'P. Doe', phone: '6025550101', email: 'p@doe.example' },
};

describe('normaliseAnalysis', () => {
  it('reads the primary places', () => {
    expect(normaliseAnalysis(full)).toMatchObject({
      summary: 'Wants a quote for a leaking roof.',
      keyPoints: ['Leak over the porch'],
      nextSteps: ['Send the quote'],
      sentimentScore: 0.7,
      pendingActions: [
        {
          description: 'I will mail it',
          actionType: 'send_quote',
          contactMethod: 'email',
          dueAt: '2031-02-05T10:00:00',
          confidence: 0.9,
        },
      ],
      sopComplianceScore: 8.5,
      sopStagesCompleted: ['greeting'],
      sopStagesMissed: ['closing'],
      complianceViolations: ['late'],
      objections: [
        {
          categoryId: 1,
          key: 'price_budget',
          label: 'Price/Budget',
          text: 'too dear',
          severity: 'high',
          overcome: false,
          speakerId: 'S2',
          atSeconds: 41.5,
          confidence: 0.8,
          suggestions: ['value'],
        },
      ],
      bant: { budget: 0.4, authority: 1, need: 0.9, timeline: null },
      qualificationStatus: 'warm',
      bookingStatus: 'not_booked',
      callOutcomeCategory: 'qualified_but_unbooked',
      appointmentDate: null,
      serviceRequested: 'Roof repair',
      followUpRequired: true,
      missedOpportunities: [{ type: 'upsell', description: 'gutters' }],
      riskAssessment: { level: 'low' },
      entities: { address: '12 Elm St', email: 'p@doe.example' },
    });
  });

  it.each([
    ['a summary that is a text', { summary: 'Short.' }, { summary: 'Short.' }],
    [
      'call_summary',
      { call_summary: { summary: 'S', key_points: ['k'], action_items: ['n'] } },
      { summary: 'S', keyPoints: ['k'], nextSteps: ['n'] },
    ],
    [
      'top-level pending actions',
      { pending_actions: [{ action: 'call_back' }, 'Send photos'] },
      {
        pendingActions: [
          { description: 'Call back', actionType: 'call_back' },
          { description: 'Send photos', actionType: null },
        ],
      },
    ],
    ['sentiment.score', { sentiment: { score: '0.2' } }, { sentimentScore: 0.2 }],
    ['sentiment_analysis', { sentiment_analysis: { score: 1 } }, { sentimentScore: 1 }],
    ['a sentiment of unknown scale', { sentiment_score: -0.4 }, { sentimentScore: null }],
    ['sop_compliance out of ten', { sop_compliance: { score: 7 } }, { sopComplianceScore: 7 }],
    ['sop_compliance in percent', { sop_compliance: { score: 85 } }, { sopComplianceScore: 8.5 }],
    [
      'an impossible compliance',
      { compliance: { compliance_score: 850 } },
      { sopComplianceScore: null },
    ],
    [
      'objections as texts',
      { objections: ['Timing', 'my dog'] },
      {
        objections: [
          { categoryId: 2, key: 'timing' },
          { categoryId: null, key: 'my_dog', label: 'my dog' },
        ],
      },
    ],
    [
      'objections as objects',
      { objections: [{ category_id: 3, objection_text: 'x' }] },
      { objections: [{ categoryId: 3, label: 'Competitor' }] },
    ],
    [
      'a foreign category',
      { objections: [{ category_id: 77, objection_text: 'x' }] },
      { objections: [{ categoryId: null, key: 'uncategorized', text: 'x' }] },
    ],
    [
      'lead_qualification',
      { lead_qualification: { qualification_status: 'HOT', booking_status: 'Booked' } },
      {
        qualificationStatus: 'hot',
        bookingStatus: 'booked',
        callOutcomeCategory: 'qualified_and_booked',
      },
    ],
    [
      'not_qualified',
      { qualification: { qualification_status: 'not_qualified', booking_status: 'not_booked' } },
      { qualificationStatus: 'unqualified', callOutcomeCategory: null },
    ],
    [
      'unknown words',
      {
        qualification: {
          qualification_status: 'lukewarm',
          booking_status: 'maybe',
          appointment_type: 'zoom',
        },
      },
      {
        qualificationStatus: null,
        bookingStatus: null,
        appointmentType: null,
        callOutcomeCategory: null,
      },
    ],
    [
      'top-level booking and appointment',
      { booking_status: 'booked', appointment: { date: '2031-02-05T10:00', type: 'in_person' } },
      {
        bookingStatus: 'booked',
        appointmentDate: '2031-02-05T10:00',
        appointmentType: 'in-person',
      },
    ],
    [
      'missed_opps',
      { missed_opps: ['gutters', { type: 'cross-sell' }] },
      { missedOpportunities: [{ type: null, description: 'gutters' }, { type: 'cross_sell' }] },
    ],
    [
      'extracted entities and a property address',
      { extracted_entities: { name: 'P' }, property_address: '1 Oak' },
      { entities: { name: 'P', address: '1 Oak' } },
    ],
    [
      'an analysis one level down',
      { success: true, data: { summary: { summary: 'deep' } } },
      { summary: 'deep' },
    ],
  ])('reads %s', (_name, payload, expected) => {
    expect(normaliseAnalysis(payload)).toMatchObject(expected);
  });

  it.each([
    null,
    undefined,
    3,
    'text',
    true,
    [],
    [[]],
    {},
    { summary: 4, objections: 'none', qualification: [] },
  ])('says nothing where %p says nothing', (payload) => {
    const { rawPayload: _raw, ...said } = normaliseAnalysis(payload);
    for (const value of Object.values(said)) {
      expect(value === null || (Array.isArray(value) && value.length === 0)).toBe(true);
    }
  });
});

describe('outputHash', () => {
  it('does not depend on the order of keys nor on when the result was made', () => {
    const [a, b] = [
      { x: { c: 1, d: [1, 2] }, y: 2 },
      { y: 2, x: { d: [1, 2], c: 1 } },
    ];
    expect(
      outputHash({ ...a, created_at: '1', analyzed_at: '2', processed_at: '3', timestamp: 't' }),
    ).toBe(outputHash(b));
  });

  it('is the same for a result that was brought and one that was asked for', () => {
    expect(outputHash({ success: true, call_id: 7, target_role: 'customer_rep', ...full })).toBe(
      outputHash(full),
    );
  });

  it('depends on everything else', () => {
    const hashes = [
      full,
      { ...full, extra: 1 },
      { ...full, summary: null },
      { d: [1, 2] },
      { d: [2, 1] },
    ].map(outputHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
