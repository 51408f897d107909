import type { Analysis } from './analysis';
import { hoursAhead } from './local-time';
import type { Scenario } from './scenario';
import { unbookedObjections } from './unbooked-objections';

const compliance: Analysis['compliance'] = {
  compliance_score: 0.7,
  stages_followed: ['greeting', 'discovery', 'objection_handling', 'closing'],
  stages_missed: ['qualification', 'booking'],
  violations: [],
  positive_behaviors: ['Offered payments as soon as price came up'],
  recommendations: ['Offer a short inspection instead of a full estimate visit'],
};

const objections: Analysis['objections'] = {
  objections: unbookedObjections,
  total_objections: unbookedObjections.length,
  severity_breakdown: { high: 1, medium: 2 },
  no_objections_reason: null,
};

const qualification: Analysis['qualification'] = {
  bant_scores: { budget: 0.35, authority: 0.8, need: 0.75, timeline: 0.3 },
  overall_score: 0.55,
  qualification_status: 'warm',
  booking_status: 'not_booked',
  call_outcome_category: 'qualified_but_unbooked',
  appointment_confirmed: false,
  appointment_date: null,
  appointment_type: null,
  service_requested: 'Roof replacement',
  service_not_offered_reason: null,
  follow_up_required: true,
  follow_up_reason: 'Asked for a price range before deciding on a visit',
  decision_makers: ['Marcus Bell'],
  urgency_signals: [],
  budget_indicators: ['Sixteen thousand is more than he can spend'],
  confidence_score: 0.88,
};

const opportunity_analysis: Analysis['opportunity_analysis'] = {
  missed_opportunities: [
    {
      type: 'qualification',
      description: 'The budget was not asked for',
      impact: 'high',
      reasoning: 'He named a figure that is too high, but not one that fits',
      suggestion: 'Ask which monthly amount would be comfortable',
    },
  ],
  risk_assessment: {
    level: 'high',
    score: 0.71,
    risk_factors: ['A competitor measures first', 'Decision put off to spring'],
  },
};

const entities: Analysis['entities'] = {
  name: 'Marcus Bell',
  address: null,
  phone: null,
  email: null,
  appointment_date: null,
};

export const unbooked: Scenario = {
  name: 'unbooked',
  slug: 'unbooked',
  customerName: 'Marcus Bell',
  customerCity: 'Schenectady',
  dialogue: [
    { speaker: 'csr', text: 'Good afternoon, roofing desk, Ben speaking. How may I help?' },
    {
      speaker: 'homeowner',
      text: 'Marcus Bell is my name. My roof is twenty two years old and I am thinking about a new one.',
    },
    { speaker: 'csr', text: 'Good that you call before it leaks. Roughly how large is the house?' },
    {
      speaker: 'homeowner',
      text: 'Eighteen hundred square feet. But a neighbor told me he paid sixteen thousand, and that is more than I can spend.',
    },
    {
      speaker: 'csr',
      text: 'We have monthly payments, and the estimate is free. Could our estimator come by on Friday?',
    },
    {
      speaker: 'homeowner',
      text: 'Not now. My daughter gets married next month, so I will not decide anything before spring.',
    },
    { speaker: 'csr', text: 'I understand. May I at least hold a time for you in two weeks?' },
    {
      speaker: 'homeowner',
      text: 'No. Another company is already coming to measure. Mail me a price range, and I will think about it.',
    },
    { speaker: 'csr', text: 'I will send it today and call you again next week, Marcus.' },
  ],
  analyse: (moment) => ({
    summary: {
      summary:
        'Marcus Bell considers replacing a 22 year old roof. Price, timing and a competing visit kept him from booking; he asked for a price range by mail.',
      key_points: [
        'Roof is 22 years old, house has 1,800 square feet',
        'A neighbor paid sixteen thousand, which is above his budget',
        'No decision before spring',
      ],
      next_steps: ['Send a price range today', 'Call again next week'],
      action_items: ['Mail the price range', 'Mention monthly payments'],
      pending_actions: [
        {
          type: 'send_estimate',
          due_at: hoursAhead(moment, 6),
          contact_method: 'email',
          confidence: 0.9,
          raw_text: 'Send Marcus a price range for 1,800 square feet',
        },
        {
          type: 'follow_up_call',
          due_at: hoursAhead(moment, 24 * 7),
          contact_method: 'phone',
          confidence: 0.87,
          raw_text: 'Call Marcus again about the estimate visit',
        },
      ],
      sentiment_score: 0.46,
      confidence_score: 0.9,
    },
    compliance,
    objections,
    qualification,
    opportunity_analysis,
    entities,
  }),
};
