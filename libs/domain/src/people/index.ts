export { changeMember } from './change-member';
export { getMe, listMembers, listRepsForDispatch } from './read-people';
