/* The blocks of the page that are tables and sentences. */

function block(id, title, sentence, ...content) {
  return h('section', {id, 'aria-labelledby': id + '-title'},
    h('h2', {id: id + '-title'}, h('a', {href: '#' + id, class: 'anchor'}, title)),
    sentence && h('p', {class: 'answer'}, sentence), ...content);
}

/** Whether the page is of more than one UTC day. */
function manyDays() {
  const extent = rows('extent')[0];
  return extent.first_start !== null && Math.floor(extent.first_start / 86400000) !== Math.floor(extent.last_end / 86400000);
}

/** How many of all are listed, where these are not all. */
function ofAll(listed, what) {
  const all = listed.length ? listed[0].of_all : 0;
  return all > listed.length ? ', ' + count(listed.length) + ' of ' + count(all) + ' ' + what : '';
}

/** Leads to an execution that the page has; of one that it has not only the name is there. */
function executionLink(arn) {
  return [spansOf.has(arn) ? h('a', {href: '#execution=' + encodeURIComponent(arn), title: arn}, shortArn(arn)) : h('span', {title: arn + ' is not on this page'}, shortArn(arn)), ' ', copyButton(arn, 'the ARN')];
}

/** The SQL behind a block, to copy and to ask on. */
function asked(...keys) {
  return details('SQL', keys.filter(key => sqlOf(key)).map(key => copyable(query(key), 'the query')));
}

const TARGETS = {SLOW: 'slow', WHY: 'why', SINCE: 'slow', AGAINST: 'slow', FAILS: 'fails', RUNNING: 'fails', SOON: 'soon', SLOWEST: 'stragglers', 'MAP RUNS': 'map-runs', COMPLETE: 'links'};

/** What the pictures below say better than words. */
const DRAWN = new Set(['MAP RUNS']);

/** What run printed at its end, part by part. */
function wordsBlock() {
  if (!data.words.length) {
    return h('p', {class: 'note'}, 'This page is of a part of its days: what it has to say stands in its blocks.');
  }
  const head = data.words.filter(part => part.heading === null).flatMap(part => part.lines.slice(1)).filter(line => line.sentence);
  return [head.map(line => h('p', {class: 'note'}, line.sentence)), data.words.filter(part => part.heading !== null && !DRAWN.has(part.heading)).map(part => h('div', {class: 'words', 'data-heading': part.heading},
    h('h3', null, TARGETS[part.heading] ? h('a', {href: '#' + TARGETS[part.heading]}, part.heading) : part.heading),
    h('div', null, runsOf(part).map(lines => lines[0].sentence ? h('p', null, lines[0].sentence) : itemsOf(part, lines)), commandsOf(part))))];
}

/** The lines but for commands, those together that make one list. */
function runsOf(part) {
  const runs = [];
  for (const line of part.lines.filter(one => !one.command)) {
    const last = runs[runs.length - 1];
    if (last && !line.sentence && !line.columns && !last[0].sentence) {
      last.push(line);
    } else {
      runs.push([line]);
    }
  }
  return runs;
}

function itemsOf(part, lines) {
  const columns = lines[0].columns;
  const items = lines.filter(line => line.item);
  const linkOf = line => line.arn && [' ', executionLink(line.arn)];
  const isOfTable = line => columns && line.item.length === columns.length;
  const listed = items.filter(line => !isOfTable(line));
  const list = listed.length ? h('ul', null, listed.map(line => h('li', null, line.item.filter(cell => cell !== '').join(' · '), linkOf(line)))) : null;
  if (!columns) {
    return list;
  }
  const inTable = items.filter(isOfTable);
  const hasArns = inTable.some(line => line.arn);
  return [h('div', {class: 'scrolls', role: 'region', tabindex: '0', 'aria-label': part.heading}, h('table', null,
    h('thead', null, h('tr', null, columns.map(name => h('th', {scope: 'col'}, name)), hasArns && h('th', {scope: 'col'}, 'for example'))),
    h('tbody', null, inTable.map(line => h('tr', null, columns.map((name, place) => h('td', null, line.item[place])), hasArns && h('td', null, linkOf(line))))))), list];
}

function commandsOf(part) {
  const commands = part.lines.filter(line => line.command);
  return commands.length ? details('Commands', commands.map(line => [line.comment && h('p', {class: 'note'}, line.comment), copyable(line.command)])) : null;
}

function latencyTable() {
  const columns = ['p50', 'p75', 'p90', 'p95', 'p99', 'p999', 'max'];
  return table({
    id: 'latency-table', caption: 'Time of executions, children and parents apart (ms)', most: 12,
    rows: [...rows('latency'), ...rows('base_latency').map(row => ({...row, state_machine_name: row.state_machine_name + ', ' + data.facts.base}))],
    columns: [
      {name: 'executions of', value: row => row.state_machine_name},
      {name: 'are', value: row => row.is_distributed_map_child ? 'children' : 'parents'},
      {name: 'count', value: row => row.executions, cell: row => count(row.executions), isNumber: true},
      {name: 'failed', value: row => row.unsuccessful, cell: row => row.unsuccessful ? h('span', {class: 'bad'}, count(row.unsuccessful)) : '0', isNumber: true},
      ...columns.map(name => ({
        name: name === 'p999' ? 'p99.9' : name, isNumber: true, value: row => row[name + '_ms'],
        cell: row => row[name + '_ms'] === null ? '–' : h('span', {title: tooFew(row, name) || null, class: tooFew(row, name) ? 'unknown' : null}, fixed(row[name + '_ms'], 0)),
      })),
    ],
  });
}

/** Of few executions a high percentile is hardly more than the longest of them. */
function tooFew(row, name) {
  const least = {p95: 20, p99: 100, p999: 1000}[name];
  return least && row.ended < least ? 'of ' + counted(row.ended, 'execution', 'executions') + ' only: this is near their longest' : '';
}

function factorName(row) {
  const name = {log_stream: 'sandbox', unlinked: 'no log found'}[row.factor] || words(row.factor);
  return row.value === 'true' ? name : name + ' ' + row.value;
}

function factorSentence(row) {
  return counted(row.tail_with, 'slow child', 'slow children') + ' of ' + count(row.children_with) + ' with it'
    + (row.risk_ratio === null ? '' : ', ' + ratio(row.risk_ratio) + ' as likely to be slow'
      + (row.risk_ratio_low === null || row.risk_ratio_high === null ? '' : ' (' + fixed(row.risk_ratio_low, 1) + ' to ' + fixed(row.risk_ratio_high, 1) + ')'))
    + (row.note ? '; ' + row.note : '');
}

function whyBlock() {
  const findings = rows('factors').filter(row => row.is_finding && row.factor !== 'unlinked');
  const unlinked = rows('factors').filter(row => row.is_finding && row.factor === 'unlinked' && row.scope === 'execution');
  const whole = findings.filter(row => row.scope === 'execution');
  const tested = rows('factors').filter(row => !row.is_finding);
  const most = Math.max(...findings.map(row => row.explained_ms || 0), 1);
  const list = (shown, label) => h('ol', {class: 'factors', 'aria-label': label}, shown.map(row => h('li', null,
    h('div', null, h('span', {class: 'kind'}, row.kind), ' ', h('strong', null, factorName(row)), ' in ' + row.map_label + (manyDays() ? ' on ' + row.day : '') + (row.state_name ? ', state ' + row.state_name : '') + ': ' + factorSentence(row), '. ',
      row.example_execution_arn && ['The slowest with it: ', executionLink(row.example_execution_arn)]),
    h('div', {class: 'explained'}, s('svg', {viewBox: '0 0 100 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': duration(row.explained_ms) + ' explained'},
      s('rect', {width: 100 * (row.explained_ms || 0) / most, height: 8, class: 'share'})), ' ', duration(row.explained_ms) + ', ' + percent(row.explained_share) + ' of what slow children lost'))));
  const sentence = whole.length
    ? counted(whole.length, 'cause stands', 'causes stand') + ' out of ' + counted(new Set(rows('factors').map(row => row.factor)).size, 'factor', 'factors') + ' tested.'
    : !rows('factors').length ? 'Nothing was tested: that takes children of Map Runs that ended.' : 'Nothing that slow children share stands out of ' + counted(new Set(rows('factors').map(row => row.factor)).size, 'factor', 'factors') + ' tested.';
  return block('why', 'Why', sentence,
    data.facts.is_of_map_runs ? h('p', {class: 'note'}, 'Tests are of all Map Runs of the label and day.') : null,
    whole.length ? list(whole, 'Causes of whole children') : null,
    unlinked.map(row => h('p', {class: 'note'}, 'Of ' + count(row.tail_with) + ' slow children of ' + row.map_label + ' no Lambda log was found: nothing is known of their cold start, sandbox or version, and what these explain may be more. They are ' + ratio(row.risk_ratio) + ' as likely to be slow as those with a log.')),
    findings.length > whole.length ? details('Within single states: ' + count(findings.length - whole.length), list(findings.filter(row => row.scope !== 'execution'), 'Causes within states')) : null,
    tested.length ? details('What was tested and is no finding', h('p', {class: 'note'}, 'No finding is what chance may explain (q, the p-value after all tests, of 0.05 and more), what explains less than 5 % of the lost time, and what only goes with a finding. Seen from: the smallest ratio that would have been found in four of five cases.'), table({
      id: 'tested-table', caption: 'Factors tested that are no finding', rows: tested, most: 15,
      columns: [
        {name: 'factor', value: row => factorName(row)}, {name: 'label', value: row => row.map_label}, {name: 'state', value: row => row.state_name},
        {name: 'children with it', value: row => row.children_with, cell: row => count(row.children_with), isNumber: true},
        {name: 'slow of them', value: row => row.tail_with, cell: row => count(row.tail_with), isNumber: true},
        {name: 'as likely', value: row => row.risk_ratio, cell: row => row.risk_ratio === null ? '–' : ratio(row.risk_ratio), isNumber: true},
        {name: 'q', value: row => row.q_value, cell: row => row.q_value === null ? '–' : row.q_value.toPrecision(2), isNumber: true},
        {name: 'seen from', value: row => row.detectable_ratio, cell: row => row.detectable_ratio === null ? '–' : ratio(row.detectable_ratio), isNumber: true},
      ],
    })) : null,
    asked('factors'));
}

function failsBlock() {
  const errors = rows('errors');
  const extent = rows('extent')[0];
  const familyOf = row => JSON.stringify([row.error, row.fingerprint, row.state_machine_name, row.state_name, row.function_name, row.is_distributed_map_child]);
  const trends = new Map(rows('error_trends').map(row => [familyOf(row), row]));
  const trendOf = row => trends.get(familyOf(row));
  const items = rows('failed_item_counts').length ? rows('failed_item_counts')[0].all_items : 0;
  return block('fails', 'Fails',
    (extent.children ? count(extent.unsuccessful_children) + ' of ' + counted(extent.children, 'child', 'children') + ' did not succeed, ' : 'There is no child of a Map Run; ') + counted(items, 'item', 'items') + ' to run again.',
    data.facts.is_of_map_runs ? h('p', {class: 'note'}, 'Counts of errors are of all executions of the state machine and day.') : null,
    errors.length ? table({
      id: 'errors-table', caption: 'Families of errors' + ofAll(errors, 'families') + ': those that ended most executions first; over time: executions that an error of this name ended', rows: errors, most: 12,
      columns: [
        {name: 'error', value: row => row.error || '(no name)', cell: row => [h('strong', null, row.error || '(no name)'), h('div', {class: 'cause'}, row.message_template || '')]},
        {name: 'state (function)', value: row => (row.state_name || '–') + (row.function_name ? ' (' + row.function_name + ')' : '')},
        {name: 'ended', value: row => row.terminal, cell: row => row.terminal ? h('span', {class: 'bad'}, count(row.terminal)) : '0', isNumber: true},
        {name: 'recovered', value: row => row.recovered, cell: row => count(row.recovered), isNumber: true},
        {name: 'attempts', value: row => row.attempts, cell: row => count(row.attempts), isNumber: true},
        {name: 'against the day before', value: row => trendOf(row) ? trendOf(row).trend : 'unknown', cell: row => trendCell(trendOf(row))},
        {name: 'over time', value: row => row.first_seen, cell: row => [row.terminal ? sparkline(row.error) : null, h('div', {class: 'note'}, time(row.first_seen), ' to ', time(row.last_seen))]},
        {name: 'example', value: row => row.sample_execution_arn, cell: row => [
          executionLink(row.sample_execution_arn), ' ', consoleLink(row.console_url),
          row.sample_cause && details('cause', h('pre', {tabindex: '0'}, row.sample_cause))]},
      ].filter(column => column.name !== 'against the day before' || rows('error_trends').some(row => row.trend !== 'unknown')),
    }) : null,
    rows('failed_item_counts').map(row => h('div', null, h('p', {class: 'note'}, counted(row.items, 'item', 'items') + ' of ' + shortArn(row.map_run_arn) + ' to run again'
      + (row.suspects ? ', ' + count(row.suspects) + ' of them of batches of which nothing says which failed' : '') + ': '),
    copyable(command('failed-items') + ' --map-run ' + shellWord(row.map_run_arn) + ' --out items.jsonl'))).slice(0, 5),
    rows('failed_items').length ? itemsTable(items) : null,
    warningsList(), asked('errors', 'failed_items', 'error_trends'));
}

function trendCell(trend) {
  if (!trend || trend.trend === 'unknown') {
    return h('span', {class: 'unknown'}, UNKNOWN);
  }
  return h('span', {class: ['new', 'grown'].includes(trend.trend) ? 'bad' : null}, trend.trend + (trend.attempts_day_before ? ' (' + count(trend.attempts_day_before) + ')' : ''));
}

/** Only addresses of AWS's own console are links. */
function consoleLink(url) {
  return url && /^https:\/\/([a-z0-9-]+\.)*console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|aws\.amazon\.com)\//.test(url)
    ? h('a', {href: url, rel: 'noreferrer noopener', target: '_blank'}, 'console') : null;
}

/** When executions ended by an error. */
function sparkline(error) {
  const slots = rows('error_times').filter(row => row.error === error);
  if (!slots.length) {
    return null;
  }
  const most = Math.max(...slots.map(row => row.executions));
  return s('svg', {viewBox: '0 0 97 16', class: 'sparkline', role: 'img', preserveAspectRatio: 'none',
    'aria-label': counted(sum(slots, row => row.executions), 'execution', 'executions') + ' ended by an error of this name, in any state'},
  slots.map(row => s('rect', {x: row.slot, y: 16 - 15 * row.executions / most, width: 1, height: 15 * row.executions / most, class: 'span-bad'},
    s('title', null, clock(slotStart(row.slot)) + ': ' + count(row.executions)))));
}

function itemsTable(all) {
  const shown = rows('failed_items');
  const listed = table({
    id: 'items-table', caption: 'Items to run again' + (all > shown.length ? ', ' + count(shown.length) + ' of ' + count(all) : ''), rows: shown, most: 10,
    isShown: row => { const child = executionOf.get(row.execution_arn); return !chosen.filter || !child || isWithinFilter(child.started_at, child.active_ms); },
    columns: [
      {name: 'key', value: row => row.item_key, cell: row => row.item_key === null ? h('span', {class: 'unknown'}, UNKNOWN) : [row.item_key, ' ', copyButton(row.item_key, 'the key')]},
      {name: 'error', value: row => row.error}, {name: 'status', value: row => row.status, cell: row => status(row.status)},
      {name: 'attempts', value: row => row.attempts, isNumber: true},
      {name: 'sure', value: row => row.is_suspect ? 'its batch failed' : 'yes'},
      {name: 'child', value: row => row.execution_arn, cell: row => row.execution_arn ? executionLink(row.execution_arn) : 'never ran'},
      {name: 'item', value: row => row.item, cell: row => row.item === null ? h('span', {class: 'unknown'}, 'not kept') : details('show', h('pre', {tabindex: '0'}, row.item + (row.is_cut ? '…' : '')), copyButton(row.item, 'the item'))},
    ],
  });
  const copy = h('button', {type: 'button', id: 'copy-items', click: async () => {
    const whole = listed.wanted().filter(row => row.item !== null && !row.is_cut);
    await copyText(whole.map(row => row.item + '\n').join(''));
    copy.textContent = 'Copied ' + counted(whole.length, 'item', 'items') + (whole.length < all ? ' of ' + count(all) : '');
    announce(copy.textContent);
  }}, 'Copy those that are listed as JSON Lines');
  return h('div', null, listed, copy);
}

function warningsList() {
  return rows('warnings').length ? h('div', {id: 'soon'}, h('h3', null, 'About to break'), h('ul', null, rows('warnings').map(row => h('li', null, row.sentence || words(row.kind) + ' ' + row.name, ' ',
    row.example_execution_arn && copyButton(row.example_execution_arn, 'the ARN of an example'))))) : null;
}

function stragglersBlock() {
  const slow = rows('stragglers');
  const held = [...groupBy(slow.filter(row => row.held_by), row => row.held_by).entries()].sort((one, other) => other[1].length - one[1].length);
  return block('stragglers', 'Slow children',
    slow.length ? 'Of the ' + count(slow.length) + ' slowest, ' + (held.length ? '' : 'of none it is known what held them') + held.map(([part, same]) => count(same.length) + ' were held by ' + words(part)).join(', ') + '.' : 'No child of a Map Run has ended.',
    partsLegend(),
    table({
      id: 'stragglers-table', caption: 'The slowest children, and where their time went', rows: slow, most: 15,
      isShown: row => isWithinFilter(row.started_at, row.active_ms),
      columns: [
        {name: 'child', value: row => row.execution_arn, cell: row => executionLink(row.execution_arn)},
        {name: 'time', value: row => row.active_ms, cell: row => duration(row.active_ms), isNumber: true},
        {name: '× median', value: row => row.times_median, cell: row => ratio(row.times_median), isNumber: true},
        {name: 'parts', value: row => row.held_by, cell: row => partsBar(timeParts(row))},
        {name: 'held by', value: row => row.held_by_ms, cell: row => row.held_by === null ? h('span', {class: 'unknown'}, UNKNOWN) : words(row.held_by) + ' ' + duration(row.held_by_ms) + (row.held_by_state ? ' in ' + row.held_by_state : '')},
        {name: 'its input', value: row => ({input: 'large: that explains it', environment: 'as that of quicker ones', unknown: null})[row.explained_by]},
        {name: 'items', value: row => row.items, cell: row => row.items === null ? '–' : count(row.items), isNumber: true},
        {name: 'status', value: row => row.status, cell: row => status(row.status)},
        {name: 'started', value: row => row.started_at, cell: row => time(row.started_at)},
      ],
    }), asked('stragglers'));
}

const SUBJECTS = {lambda_attempt: 'Lambda attempts to their invocation', map_run_child: 'children to their Map Run', nested_execution: 'nested executions to what started them', event: 'events'};
const LINKED = new Set(['request_id', 'durable_execution', 'xray_trace', 'time_window', 'describe_execution', 'list_executions', 'result_writer', 'context', 'started_execution', 'seen']);

function linksBlock() {
  const subjects = groupBy(rows('coverage'), row => row.subject);
  const bars = [...subjects.entries()].map(([subject, ofSubject]) => {
    const links = [...groupBy(ofSubject, row => row.link).entries()].map(([link, same]) => ({link, total: sum(same, row => row.total)})).sort((one, other) => other.total - one.total);
    // A refused call has no invocation that could be found.
    const all = sum(links.filter(link => link.link !== 'not_invoked'), link => link.total);
    const linked = sum(links.filter(link => LINKED.has(link.link)), link => link.total);
    return h('li', null, h('strong', null, SUBJECTS[subject] || words(subject)), ': ', share(linked, all) + ' of ' + count(all), ' (' + links.map(link => words(link.link) + ' ' + count(link.total)).join(', ') + ')',
      s('svg', {viewBox: '0 0 100 6', preserveAspectRatio: 'none', class: 'coverage', role: 'img', 'aria-label': share(linked, all)}, s('rect', {width: 100, height: 6, class: 'track'}), s('rect', {width: all ? 100 * linked / all : 0, height: 6, class: 'share'})));
  });
  const runs = rows('runs');
  return block('links', 'Links and rejects', data.facts.is_of_map_runs ? 'Of all of the day, and not of this part of it alone.' : null, bars.length ? h('ul', {class: 'coverage-list'}, bars) : null,
    table({id: 'coverage-table', caption: 'What each link rests on', rows: rows('coverage'), most: 10, columns: [
      {name: 'subject', value: row => words(row.subject)}, {name: 'function', value: row => row.function_name}, {name: 'link', value: row => words(row.link)},
      {name: 'total', value: row => row.total, cell: row => count(row.total), isNumber: true}]}),
    table({id: 'runs-table', caption: 'What was read: records are events, Lambda records, noise, duplicates and rejects', rows: runs, columns: [
      {name: 'run', value: row => row.started_at, cell: row => [time(row.started_at), ' ' + row.command]},
      ...['objects', 'records', 'events', 'lambda_records', 'noise', 'duplicates', 'rejects'].map(name => ({name: words(name), value: row => row[name], cell: row => count(row[name]), isNumber: true}))]}),
    rows('rejects').length ? table({id: 'rejects-table', caption: 'What could not be read', rows: rows('rejects'), columns: [
      {name: 'reason', value: row => row.reason}, {name: 'records', value: row => row.records, cell: row => count(row.records), isNumber: true},
      {name: 'objects', value: row => row.objects, cell: row => count(row.objects), isNumber: true}, {name: 'for example', value: row => row.example_file},
      {name: 'begins', value: row => row.example, cell: row => row.example === null ? '–' : details('show', h('pre', {tabindex: '0'}, row.example))}]}) : h('p', null, 'Nothing was rejected.'),
    asked('coverage', 'child_links', 'runs', 'rejects'));
}
