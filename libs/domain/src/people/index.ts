export { getMe, listMembers } from './read-people';
