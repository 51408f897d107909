export { decodeCursor } from './slice';
export { getContactCard, getContactCardByPhone } from './contact-card/get-contact-card';
export { getCall, getCallAnalysis } from './get-call';
export { listCalls, type ListCallsRequest } from './list-calls';
export { listCallsByObjection, listUnbookedCalls, type OwnCallsRequest } from './list-own-calls';
export type { Viewer } from './viewer';
export type { SignUrl } from './call-view';
