import { isClosedByPerson } from './lead-status';
import { leadStatusFromAnalysis } from './lead-status-from-analysis';

describe('leadStatusFromAnalysis', () => {
  it.each([
    ['hot', 'booked', 'qualified_booked'],
    [null, 'booked', 'qualified_booked'],
    ['unqualified', 'booked', 'qualified_booked'],
    ['hot', 'not_booked', 'qualified_unbooked'],
    ['warm', 'not_booked', 'qualified_unbooked'],
    ['cold', 'not_booked', 'qualified_unbooked'],
    ['hot', 'service_not_offered', 'qualified_service_not_offered'],
    [null, 'service_not_offered', 'qualified_service_not_offered'],
    ['unqualified', 'service_not_offered', 'qualified_service_not_offered'],
    ['unqualified', 'not_booked', 'closed_lost'],
    ['unqualified', null, 'closed_lost'],
    ['hot', null, null],
    [null, 'not_booked', null],
    [null, null, null],
  ] as const)('%s and %s give %s', (qualificationStatus, bookingStatus, status) => {
    expect(leadStatusFromAnalysis({ qualificationStatus, bookingStatus })).toBe(status);
  });
});

describe('isClosedByPerson', () => {
  it.each([
    ['closed_lost', 'user_ann', true],
    ['closed_won', null, true],
    ['closed_lost', 'shunya', false],
    ['closed_lost', 'otto', false],
    ['qualified_booked', 'user_ann', false],
    ['abandoned', 'user_ann', false],
  ])('%s by %s: %s', (status, by, expected) => {
    expect(isClosedByPerson(status, by)).toBe(expected);
  });
});
