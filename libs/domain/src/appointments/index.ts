export { assignAppointment, type AppointmentAssignment } from './assign-appointment';
export { changeAppointment, type AppointmentPatch } from './change-appointment';
export { createAppointment, type NewAppointmentRequest } from './create-appointment';
export { getAppointment } from './get-appointment';
export { listAppointments, type ListAppointmentsRequest } from './list-appointments';
export { APPOINTMENT_STATUSES, OUTCOMES, type AppointmentStatus, type Outcome } from './outcome';
export { setOutcome, type OutcomeNews } from './set-outcome';
