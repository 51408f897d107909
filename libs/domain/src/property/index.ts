export { requestSnapshot } from './request-snapshot';
