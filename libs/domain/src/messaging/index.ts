export { listConversations, readThread } from './list-threads';
export { textCaller, textContact, type TextScene, type TextToContact } from './text-contact';
