import type { JournalEntry } from './journal';
import { hasFailed, type TrafficCount } from './count-traffic';

const STYLE = `body{font:14px system-ui,sans-serif;margin:2rem;color:#223}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #dde;vertical-align:top}
pre{white-space:pre-wrap;max-width:60rem;font-size:12px}nav a{margin-right:1rem}.bad{color:#b00}`;

/** The journal as a page for people: what each provider received and sent, newest first. */
export function journalPage(
  entries: readonly JournalEntry[],
  counts: readonly TrafficCount[],
): string {
  const providers = counts.map(({ provider }) => provider);
  const links = providers.map((name) => `<a href="/?provider=${escape(name)}">${escape(name)}</a>`);
  const others = ['journal', 'outbox', 'faults', 'endpoints'].map(
    (name) => `<a href="/${name}">${name}</a>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Otto sandbox</title><style>${STYLE}</style>
<h1>Otto sandbox</h1><nav><a href="/">all</a>${links.join('')}</nav><nav>As JSON: ${others.join('')}</nav>
<table><thead><tr><th>Provider<th>Received<th>Sent<th>Failed</tr></thead><tbody>${counts.map(countRow).join('\n')}</tbody></table>
<table><thead><tr><th>Time<th>Provider<th>Direction<th>What<th>Status<th>ms<th>Company<th>Bodies</tr></thead>
<tbody>${entries.map(row).join('\n')}</tbody></table></html>`;
}

function row(entry: JournalEntry): string {
  const isBad = hasFailed(entry);
  const cells = [entry.at.slice(11, 23), entry.provider, entry.direction, entry.what]
    .map((text) => `<td>${escape(text)}`)
    .join('');
  const bodies = escape(JSON.stringify({ request: entry.request, answer: entry.answer }, null, 1));
  return `<tr${isBad ? ' class="bad"' : ''}>${cells}<td>${entry.status ?? ''}<td>${entry.durationMs ?? ''}<td>${escape(entry.companyId ?? '')}<td><details><summary>show</summary><pre>${bodies}</pre></details></tr>`;
}

function countRow({ provider, received, sent, failed }: TrafficCount): string {
  return `<tr><td>${escape(provider)}<td>${received}<td>${sent}<td${failed > 0 ? ' class="bad"' : ''}>${failed}</tr>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
