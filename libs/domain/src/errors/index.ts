export { DomainError, noSuchRecord, type DomainErrorCode } from './domain-error';
