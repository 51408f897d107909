import type { Analysis } from '../scenarios';
import type { ShunyaOptions } from './options';

type Result = Readonly<Record<string, unknown>>;

/** The analysis as it was asked for: complete, or as odd as a new version of the model would make it. */
export function shapeAnalysis(analysis: Analysis, shape: ShunyaOptions['resultShape']): Result {
  switch (shape) {
    case 'complete':
      return { ...analysis };
    case 'unknown-fields':
      return withUnknownFields(analysis);
    case 'unknown-words':
      return withUnknownWords(analysis);
    case 'missing-fields':
      return withMissingFields(analysis);
  }
}

function withUnknownFields(analysis: Analysis): Result {
  return {
    ...analysis,
    model_card: { name: 'otter-9', shards: [1, 2, 3] },
    summary: { ...analysis.summary, mood_board: ['calm', 'brief'] },
    qualification: { ...analysis.qualification, roof_readiness: { score: 0.4 } },
    objections: {
      ...analysis.objections,
      objections: analysis.objections.objections.map((objection) => ({
        ...objection,
        tone_curve: [0.1, 0.7],
      })),
    },
  };
}

function withUnknownWords(analysis: Analysis): Result {
  return {
    ...analysis,
    qualification: {
      ...analysis.qualification,
      qualification_status: 'lukewarm',
      booking_status: 'pencilled_in',
      call_outcome_category: 'to_be_seen',
      appointment_type: 'by_drone',
    },
    objections: {
      ...analysis.objections,
      objections: analysis.objections.objections.map((objection) => ({
        ...objection,
        category_id: 99,
        severity: 'volcanic',
      })),
    },
  };
}

/** Keeps the labels that move a lead, and drops much of what is around them. */
function withMissingFields({ summary, qualification }: Analysis): Result {
  const { qualification_status, booking_status } = qualification;
  return {
    summary: { summary: summary.summary },
    qualification: { qualification_status, booking_status },
    objections: { objections: [{ category_id: 1 }] },
  };
}
