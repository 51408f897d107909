/** No phone, e-mail address or text of a person may be in what the last run of the specs has logged. */
import { testLogs } from '../steps';
import { readKnown, readLogs } from './read-logs';
import { reportSearch } from './report-search';
import { searchLogs } from './search-logs';

const known = readKnown(testLogs);
const { ok, lines } = reportSearch(searchLogs(readLogs(testLogs), known), known);
for (const line of lines) console.log(line);
if (!ok) process.exitCode = 1;
