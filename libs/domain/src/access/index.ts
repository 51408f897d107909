export { accessMatrix, reachOf, type Reach, type Resource } from './access-matrix';
export { ROLES, type Role } from './roles';
