// The door to import and export. A map is data (docs/import-maps.md); a source has no code of its own.
export { fileSource, type Source, spool } from './decode.ts';
export { type ExportOptions, exportCsv, exportNdjson } from './export.ts';
export { exportXlsx } from './export-xlsx.ts';
export { importCsv, type ImportSummary, type Reject, type RowResult } from './import.ts';
export { ExchangeError, type ImportMap, parseMap, readMap } from './map.ts';
export { rejectFile } from './rejects.ts';
