import type { Analysis } from './analysis';
import type { Scenario } from './scenario';

const compliance: Analysis['compliance'] = {
  compliance_score: 0.75,
  stages_followed: ['greeting', 'discovery', 'qualification', 'closing'],
  stages_missed: [],
  violations: [],
  positive_behaviors: ['Found out early who owns the house'],
  recommendations: [],
};

const objections: Analysis['objections'] = {
  objections: [],
  total_objections: 0,
  severity_breakdown: {},
  no_objections_reason: 'Nothing was offered',
};

const qualification: Analysis['qualification'] = {
  bant_scores: { budget: 0, authority: 0.05, need: 0.05, timeline: 0 },
  overall_score: 0.04,
  qualification_status: 'unqualified',
  booking_status: 'not_booked',
  call_outcome_category: null,
  appointment_confirmed: false,
  appointment_date: null,
  appointment_type: null,
  service_requested: null,
  service_not_offered_reason: null,
  follow_up_required: false,
  follow_up_reason: null,
  decision_makers: [],
  urgency_signals: [],
  budget_indicators: [],
  confidence_score: 0.95,
};

const opportunity_analysis: Analysis['opportunity_analysis'] = {
  missed_opportunities: [],
  risk_assessment: { level: 'low', score: 0.05, risk_factors: [] },
};

const entities: Analysis['entities'] = {
  name: 'Derek Olsen',
  address: null,
  phone: null,
  email: null,
  appointment_date: null,
};

export const unqualified: Scenario = {
  name: 'unqualified',
  slug: 'unqualified',
  customerName: 'Derek Olsen',
  customerCity: 'Utica',
  dialogue: [
    { speaker: 'csr', text: 'Roofing desk, this is Ben. How can I help you?' },
    {
      speaker: 'homeowner',
      text: 'Hello, Derek Olsen. I would like to know what a new roof costs, just out of curiosity.',
    },
    { speaker: 'csr', text: 'Happy to help. Is it for a house that you own?' },
    {
      speaker: 'homeowner',
      text: 'No, I rent an apartment on the second floor. The landlord takes care of the roof.',
    },
    { speaker: 'csr', text: 'Is something wrong with it that your landlord should know of?' },
    {
      speaker: 'homeowner',
      text: 'Not at all. I am writing a paper for school and need a figure. I am not going to buy anything.',
    },
    {
      speaker: 'csr',
      text: 'I see. Our web page shows typical prices, that should do for your paper. Good luck with it.',
    },
  ],
  analyse: () => ({
    summary: {
      summary:
        'Derek Olsen rents and asked for a roof price for a school paper. He has no project.',
      key_points: ['Rents an apartment', 'No damage and no intent to buy'],
      next_steps: [],
      action_items: [],
      pending_actions: [],
      sentiment_score: 0.55,
      confidence_score: 0.94,
    },
    compliance,
    objections,
    qualification,
    opportunity_analysis,
    entities,
  }),
};
