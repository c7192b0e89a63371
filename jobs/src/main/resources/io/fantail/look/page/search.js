/* The search: any ARN, request id, span id, item key, error or state of the page. */

const MOST_FOUND = 20;

function searchable() {
  const entries = [];
  const add = (text, kind, href, label) => { if (text) { entries.push({text: String(text).toLowerCase(), kind, href, label: label || text}); } };
  rows('map_runs').forEach(run => add(run.map_run_arn + ' ' + (run.state_name || ''), 'Map Run', '#map-run-' + idOf(run.map_run_arn), mapRunName(run)));
  [...rows('parents'), ...rows('children'), ...rows('stragglers')].forEach(row => add(row.execution_arn, 'execution', '#execution=' + encodeURIComponent(row.execution_arn), shortArn(row.execution_arn) + ' · ' + duration(row.active_ms)));
  rows('spans').forEach(span => {
    add(span.request_id, 'request', '#span-' + span.span_id, span.request_id + ' · ' + (span.function_name || span.state_name || ''));
    add(span.span_id, 'span', '#span-' + span.span_id, span.span_id + ' · ' + (span.state_name || span.name || ''));
    add(span.log_stream, 'sandbox', '#span-' + span.span_id, span.log_stream);
  });
  rows('failed_items').forEach(row => add(row.item_key, 'item', row.execution_arn ? '#execution=' + encodeURIComponent(row.execution_arn) : '#fails', row.item_key));
  rows('errors').forEach(row => add((row.error || '') + ' ' + (row.message_template || '') + ' ' + (row.sample_execution_arn || ''), 'error', '#fails', row.error + ' · ' + (row.state_name || '')));
  rows('figures').forEach(row => add(row.name, row.kind, '#states', row.name));
  return [...new Map(entries.map(entry => [entry.kind + entry.href + entry.label, entry])).values()];
}

function searchBox() {
  let entries = null;
  const list = h('ul', {id: 'found', class: 'found', hidden: true, 'aria-label': 'What was found'});
  const note = h('p', {class: 'note', role: 'status', id: 'found-note'});
  const input = h('input', {
    type: 'search', id: 'search', placeholder: 'ARN, request id, item key, error ( / )', autocomplete: 'off', size: 34,
    input: event => find(event.target.value.trim()),
    keydown: event => {
      if (event.key === 'Escape') {
        input.value = '';
        find('');
      } else if (event.key === 'Enter' && list.querySelector('a')) {
        list.querySelector('a').click();
      } else if (event.key === 'ArrowDown' && list.querySelector('a')) {
        event.preventDefault();
        list.querySelector('a').focus();
      }
    },
  });

  function find(sought) {
    entries = entries || searchable();
    const found = sought ? entries.filter(entry => entry.text.includes(sought.toLowerCase())) : [];
    list.hidden = !sought;
    refill(list, found.slice(0, MOST_FOUND).map(entry => h('li', null, h('span', {class: 'kind'}, entry.kind), ' ', h('a', {href: entry.href, click: () => { list.hidden = true; }}, entry.label))));
    note.textContent = sought ? counted(found.length, 'match', 'matches') + ' on this page.' : '';
    if (sought && !found.length) {
      list.append(h('li', null, 'It is not on this page, which has a sample of the children. Ask the lake: ', copyable(command('show ' + shellWord(sought)))));
    }
  }

  document.addEventListener('keydown', event => {
    if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      input.focus();
    }
  });
  return h('search', {class: 'search'}, h('label', {for: 'search'}, 'Search '), input, note, list);
}
