import type { Analysis } from './analysis';
import { hoursAhead, localTimeAhead } from './local-time';
import type { Scenario } from './scenario';

const compliance: Analysis['compliance'] = {
  compliance_score: 0.9,
  stages_followed: ['greeting', 'discovery', 'qualification', 'booking', 'closing'],
  stages_missed: ['insurance_question'],
  violations: [],
  positive_behaviors: ['Asked about active water before anything else'],
  recommendations: ['Ask whether a claim was opened with the insurer'],
};

const objections: Analysis['objections'] = {
  objections: [],
  total_objections: 0,
  severity_breakdown: {},
  no_objections_reason: 'The caller accepted the first offered time',
};

const qualification: Omit<Analysis['qualification'], 'appointment_date'> = {
  bant_scores: { budget: 0.6, authority: 1, need: 0.95, timeline: 0.9 },
  overall_score: 0.86,
  qualification_status: 'hot',
  booking_status: 'booked',
  call_outcome_category: 'qualified_and_booked',
  appointment_confirmed: true,
  appointment_type: 'in-person',
  service_requested: 'Roof repair after hail',
  service_not_offered_reason: null,
  follow_up_required: false,
  follow_up_reason: null,
  decision_makers: ['Paula Jensen'],
  urgency_signals: ['Water is dripping into the kitchen', 'Wants a visit this week'],
  budget_indicators: [],
  confidence_score: 0.92,
};

const opportunity_analysis: Analysis['opportunity_analysis'] = {
  missed_opportunities: [
    {
      type: 'discovery',
      description: 'Insurance was not mentioned',
      impact: 'medium',
      reasoning: 'Hail damage is often paid by the insurer',
      suggestion: 'Ask for the insurer while booking the inspection',
    },
  ],
  risk_assessment: { level: 'low', score: 0.12, risk_factors: [] },
};

export const booked: Scenario = {
  name: 'booked',
  slug: 'booked',
  customerName: 'Paula Jensen',
  customerCity: 'Albany',
  dialogue: [
    { speaker: 'csr', text: 'Roofing desk, this is Ann. What can I do for you today?' },
    {
      speaker: 'homeowner',
      text: 'Hi Ann, Paula Jensen here. The hail last night broke a row of shingles, and there is a wet patch on my kitchen ceiling.',
    },
    { speaker: 'csr', text: 'I am sorry to hear that, Paula. Is water coming in right now?' },
    {
      speaker: 'homeowner',
      text: 'A slow drip, I have a bucket under it. I would like somebody to look at it this week.',
    },
    { speaker: 'csr', text: 'We can do that. Where is the house, and do you own it?' },
    {
      speaker: 'homeowner',
      text: 'It is four eighteen Maple Hollow Drive, Albany. Yes, I own it, and I decide about the roof.',
    },
    {
      speaker: 'csr',
      text: 'I have ten in the morning, three days from now, for a free inspection. Does that suit you?',
    },
    { speaker: 'homeowner', text: 'Ten works for me. Please send me a text to confirm it.' },
    { speaker: 'csr', text: 'You are booked. The inspector will ring you when he is on his way.' },
  ],
  analyse(moment) {
    const appointment = localTimeAhead(moment, 3, 10);
    return {
      summary: {
        summary:
          'Paula Jensen reports hail damage with an active leak over the kitchen. A free inspection is booked in three days at ten.',
        key_points: [
          'Hail broke a row of shingles last night',
          'Water drips through the kitchen ceiling',
          'The caller owns the house and decides alone',
        ],
        next_steps: ['Confirm the inspection by text', 'Inspector calls on the way'],
        action_items: ['Send the confirmation text'],
        pending_actions: [
          {
            type: 'confirm_appointment',
            due_at: hoursAhead(moment, 4),
            contact_method: 'sms',
            confidence: 0.94,
            raw_text: 'Send Paula a text that confirms the inspection',
          },
          {
            type: 'inspection',
            due_at: hoursAhead(moment, 72),
            contact_method: 'in_person',
            confidence: 0.91,
            raw_text: 'Inspect the hail damage at Maple Hollow Drive',
          },
        ],
        sentiment_score: 0.78,
        confidence_score: 0.93,
      },
      compliance,
      objections,
      qualification: { ...qualification, appointment_date: appointment },
      opportunity_analysis,
      entities: {
        name: 'Paula Jensen',
        address: '418 Maple Hollow Drive, Albany, NY 12203',
        phone: null,
        email: null,
        appointment_date: appointment,
      },
    };
  },
};
