/** The moment that "in three days" counts from, and the zone of the company. */
export interface AnalysisMoment {
  readonly now: Date;
  readonly timezone: string;
}

/** The complete analysis as Shunya answers it: the primary paths of DOMAIN 4.1. */
export interface Analysis {
  readonly summary: {
    readonly summary: string;
    readonly key_points: readonly string[];
    readonly next_steps: readonly string[];
    readonly action_items: readonly string[];
    readonly pending_actions: readonly PendingAction[];
    readonly sentiment_score: number;
    readonly confidence_score: number;
  };
  readonly compliance: {
    readonly compliance_score: number;
    readonly stages_followed: readonly string[];
    readonly stages_missed: readonly string[];
    readonly violations: readonly string[];
    readonly positive_behaviors: readonly string[];
    readonly recommendations: readonly string[];
  };
  readonly objections: {
    readonly objections: readonly Objection[];
    readonly total_objections: number;
    readonly severity_breakdown: Readonly<Record<string, number>>;
    readonly no_objections_reason: string | null;
  };
  readonly qualification: {
    readonly bant_scores: Readonly<Record<'budget' | 'authority' | 'need' | 'timeline', number>>;
    readonly overall_score: number;
    readonly qualification_status: 'hot' | 'warm' | 'cold' | 'unqualified';
    readonly booking_status: 'booked' | 'not_booked' | 'service_not_offered';
    readonly call_outcome_category: string | null;
    readonly appointment_confirmed: boolean;
    /** Local time of the company, without an offset. */
    readonly appointment_date: string | null;
    readonly appointment_type: 'in-person' | 'virtual' | 'phone' | null;
    readonly service_requested: string | null;
    readonly service_not_offered_reason: string | null;
    readonly follow_up_required: boolean;
    readonly follow_up_reason: string | null;
    readonly decision_makers: readonly string[];
    readonly urgency_signals: readonly string[];
    readonly budget_indicators: readonly string[];
    readonly confidence_score: number;
  };
  readonly opportunity_analysis: {
    readonly missed_opportunities: readonly MissedOpportunity[];
    readonly risk_assessment: {
      readonly level: 'low' | 'medium' | 'high';
      readonly score: number;
      readonly risk_factors: readonly string[];
    };
  };
  readonly entities: {
    readonly name: string | null;
    readonly address: string | null;
    readonly phone: string | null;
    readonly email: string | null;
    readonly appointment_date: string | null;
  };
}

export interface PendingAction {
  readonly type: string;
  readonly due_at: string;
  readonly contact_method: 'phone' | 'sms' | 'email' | 'in_person';
  readonly confidence: number;
  readonly raw_text: string;
}

export interface Objection {
  readonly id: number;
  readonly category_id: number;
  readonly category_text: string;
  readonly objection_text: string;
  readonly overcome: boolean;
  readonly speaker_id: string;
  /** Seconds into the call. */
  readonly timestamp: number;
  readonly severity: 'low' | 'medium' | 'high';
  readonly confidence_score: number;
  readonly response_suggestions: readonly string[];
}

export interface MissedOpportunity {
  readonly type: 'discovery' | 'cross_sell' | 'upsell' | 'qualification';
  readonly description: string;
  readonly impact: string;
  readonly reasoning: string;
  readonly suggestion: string;
}
