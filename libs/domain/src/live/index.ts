export { leadChannel, tenantChannel, userChannel } from './channels';
export type { LiveEnvelope } from './envelope';
export { LIVE_EVENTS, type LiveEvent, type LiveEventName } from './events';
export { maySubscribe } from './may-subscribe';
export { createPublish, type LiveParcel, type Publish } from './publisher';
