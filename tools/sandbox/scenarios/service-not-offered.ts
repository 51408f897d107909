import type { Analysis } from './analysis';
import { hoursAhead } from './local-time';
import type { Scenario } from './scenario';

const compliance: Analysis['compliance'] = {
  compliance_score: 0.8,
  stages_followed: ['greeting', 'discovery', 'closing'],
  stages_missed: ['booking'],
  violations: [],
  positive_behaviors: ['Said plainly what is not offered', 'Offered a partner'],
  recommendations: ['Offer a yearly roof check before panels go up'],
};

const objections: Analysis['objections'] = {
  objections: [],
  total_objections: 0,
  severity_breakdown: {},
  no_objections_reason: 'The requested service is not offered',
};

const qualification: Analysis['qualification'] = {
  bant_scores: { budget: 0.8, authority: 0.9, need: 0.7, timeline: 0.6 },
  overall_score: 0.62,
  qualification_status: 'warm',
  booking_status: 'service_not_offered',
  call_outcome_category: 'qualified_service_not_offered',
  appointment_confirmed: false,
  appointment_date: null,
  appointment_type: null,
  service_requested: 'Solar panel installation',
  service_not_offered_reason: 'The company does not install solar panels',
  follow_up_required: false,
  follow_up_reason: null,
  decision_makers: ['Irene Castillo'],
  urgency_signals: [],
  budget_indicators: ['Money is set aside'],
  confidence_score: 0.9,
};

const opportunity_analysis: Analysis['opportunity_analysis'] = {
  missed_opportunities: [
    {
      type: 'cross_sell',
      description: 'No roof check was offered',
      impact: 'low',
      reasoning: 'Panels need a sound roof for decades',
      suggestion: 'Offer an inspection before the installation',
    },
  ],
  risk_assessment: { level: 'low', score: 0.2, risk_factors: [] },
};

const entities: Analysis['entities'] = {
  name: 'Irene Castillo',
  address: null,
  phone: null,
  email: null,
  appointment_date: null,
};

export const serviceNotOffered: Scenario = {
  name: 'serviceNotOffered',
  slug: 'service-not-offered',
  customerName: 'Irene Castillo',
  customerCity: 'Troy',
  dialogue: [
    { speaker: 'csr', text: 'Roofing desk, Ann speaking, good morning.' },
    {
      speaker: 'homeowner',
      text: 'Good morning, Irene Castillo. I want twelve solar panels put on my garage roof before summer.',
    },
    { speaker: 'csr', text: 'Is the roof itself in good shape, or does it need work first?' },
    {
      speaker: 'homeowner',
      text: 'The roof is three years old and fine. I have the money set aside, I only need the panels installed.',
    },
    {
      speaker: 'csr',
      text: 'Then I have to be honest with you. We repair and replace roofs, but we do not install solar panels.',
    },
    { speaker: 'homeowner', text: 'That is a pity. Do you know anybody who does it?' },
    {
      speaker: 'csr',
      text: 'I can send you the name of a partner by text. Call us whenever the roof needs attention.',
    },
    { speaker: 'homeowner', text: 'Please do that. Thank you, goodbye.' },
  ],
  analyse: (moment) => ({
    summary: {
      summary:
        'Irene Castillo wants solar panels on a sound garage roof. The company does not install panels; she will get a partner by text.',
      key_points: ['Twelve solar panels wanted before summer', 'The roof needs no work'],
      next_steps: ['Send the name of a solar partner'],
      action_items: ['Text the partner contact'],
      pending_actions: [
        {
          type: 'send_info',
          due_at: hoursAhead(moment, 24),
          contact_method: 'sms',
          confidence: 0.88,
          raw_text: 'Text Irene the name of a solar partner',
        },
      ],
      sentiment_score: 0.58,
      confidence_score: 0.91,
    },
    compliance,
    objections,
    qualification,
    opportunity_analysis,
    entities,
  }),
};
