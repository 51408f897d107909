export { changeCompany } from './change-company';
export { getCompany } from './get-company';
export { GHOST_RETENTIONS, GHOST_STORAGES, type SettingsPatch } from './settings';
