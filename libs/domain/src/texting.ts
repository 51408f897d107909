// Sending texts by the rules, for the worker's handlers and the routes.
export {
  createSendAnswer,
  createSendMessage,
  type SendMessageDeps,
} from './messaging/send-message';
export type * from './messaging/sending';
