export { requestAnalysis, type AnalysisRequest } from './request-analysis';
