/* The page: what is slow, why, what fails; then the pictures; then what they rest on. */

/** Says everywhere on the page that only a part of the children is shown. */
function markChip() {
  const chip = h('p', {class: 'chip', hidden: true}, 'Only marked children are listed. ', h('button', {type: 'button', click: () => choose('filter', null)}, 'Show all again'));
  listen('filter', filter => { chip.hidden = !filter; });
  return chip;
}

/** The state machines that the page is about. */
function titleOf() {
  const starters = rows('map_runs').map(run => run.parent_execution_arn.split(':')[6]);
  const names = [...new Set(starters.length ? starters : rows('latency').map(row => row.state_machine_name))];
  return names.slice(0, 4).join(', ') + (names.length > 4 ? ' and ' + counted(names.length - 4, 'other', 'others') : '') || 'Fantail';
}

function head() {
  const extent = rows('extent')[0];
  const toggle = h('button', {type: 'button', id: 'zone', 'aria-pressed': 'false', click: () => {
    zone.isLocal = !zone.isLocal;
    toggle.setAttribute('aria-pressed', String(zone.isLocal));
    toggle.textContent = 'Times in ' + zoneName();
    retime(document);
    note.hidden = !zone.isLocal;
    choose('zone', zone.isLocal);
  }}, 'Times in ' + zoneName());
  const note = h('p', {class: 'note', hidden: true}, 'Sentences at the head, names of Map Runs and the choice of traces stay in UTC.');
  return h('header', null, h('h1', null, titleOf()),
    h('p', null, extent.first_start === null ? 'No execution.' : [time(extent.first_start), ' to ', time(extent.last_end), ' · ', counted(extent.children, 'child', 'children'), ' in ',
      counted(rows('map_runs').length ? rows('map_runs')[0].map_runs : 0, 'Map Run', 'Map Runs'), ' · ', counted(extent.traces, 'trace', 'traces'), ' · lake ', h('code', null, data.facts.lake)]),
    h('div', {class: 'tools'}, searchBox(), toggle, note));
}

const BLOCKS = [['slow', 'Slow'], ['map-runs', 'Map Runs'], ['waterfall', 'Waterfall'], ['states', 'States'], ['flame', 'Where time goes'], ['why', 'Why'], ['stragglers', 'Slow children'], ['fails', 'Fails'], ['links', 'Links and rejects']];

/** A block that cannot be drawn says so, and the others stand. */
function safely(id, make) {
  try {
    return make();
  } catch (fault) {
    console.error(fault);
    return h('section', {id}, h('p', {class: 'bad'}, 'This part could not be drawn: ' + fault.message));
  }
}

function build() {
  const page = document.getElementById('page');
  const drawnTree = safely('waterfall', waterfall);
  const tree = drawnTree.reveal ? drawnTree : {element: drawnTree, reveal: () => false};
  const story = h('div', {id: 'map-run-story'});
  listen('mapRun', run => refill(story, run && [h('h3', null, mapRunName(run) + ' · ' + status(run.status).textContent), h('p', {class: 'note'}, h('code', null, run.map_run_arn), ' ', copyButton(run.map_run_arn, 'the ARN')), mapRunChart(run)]));
  append(page, [
    h('a', {href: '#slow', class: 'skip'}, 'Skip to the pictures'),
    head(),
    h('nav', {'aria-label': 'Parts of the page'}, markChip(), h('ul', null, BLOCKS.map(([id, name]) => h('li', null, h('a', {href: '#' + id}, name))))),
    h('section', {id: 'answers', 'aria-label': 'Answers'}, safely('words', wordsBlock)),
    safely('slow', () => block('slow', 'Slow', slowSentence(),
      latencyTable(), h('div', {class: 'pair'}, h('figure', {id: 'survival'}, survivalChart(), h('figcaption', null, 'How many took longer: the share of executions above each time, both axes logarithmic.')),
        h('figure', {id: 'heat'}, heatChart(), h('figcaption', null, 'When children began and how long they took; the stronger the colour, the more. Drag to mark a part.'))), asked('latency', 'survival', 'heat'))),
    safely('map-runs', () => block('map-runs', 'Map Runs', mapRunsSentence(), mapRunTable(), story, asked('map_runs', 'timeline'))),
    block('waterfall', 'Waterfall', 'Each trace from its parent down; alike children are one row.', tree.element, asked('outcomes', 'children', 'spans')),
    safely('states', () => block('states', 'States', null, stateMap(), figuresTable(), asked('figures', 'edges'))),
    safely('flame', () => block('flame', 'Where time goes', null, flameGraph(), asked('parts'))),
    safely('why', whyBlock), safely('stragglers', stragglersBlock), safely('fails', failsBlock), safely('links', linksBlock),
    h('footer', null, h('p', null, 'Written by Fantail ' + data.facts.version + '. Durations are of active time: without the time before a redrive in which nobody worked. Charts: uPlot, MIT licence, in the source of this page.')),
    h('div', {id: 'announcements', class: 'offscreen', role: 'status', 'aria-live': 'polite'}),
    patterns(),
  ]);
  if (rows('map_runs').length) {
    choose('mapRun', rows('map_runs')[0]);
  }
  page.removeAttribute('aria-busy');
  window.addEventListener('hashchange', () => go(tree));
  go(tree);
}

function slowSentence() {
  const slowest = rows('latency').filter(row => row.is_distributed_map_child && row.p99_ms !== null).sort((one, other) => other.p99_ms / (other.p50_ms || 1) - one.p99_ms / (one.p50_ms || 1))[0];
  return slowest ? 'Furthest from its median is ' + slowest.state_machine_name + ': p50 ' + duration(slowest.p50_ms) + ', p99 ' + duration(slowest.p99_ms) + (slowest.p50_ms ? ' (' + ratio(slowest.p99_ms / slowest.p50_ms) + ')' : '') + ', max ' + duration(slowest.max_ms) + '.'
    : 'No child of a Map Run has ended.';
}

function mapRunsSentence() {
  const waiting = [...rows('map_runs')].filter(run => run.tail_ms !== null).sort((one, other) => other.tail_ms - one.tail_ms)[0];
  return waiting ? mapRunName(waiting) + ' waited longest for its last 5 % of children: ' + duration(waiting.tail_ms) + '.' : rows('map_runs').length ? 'Of no Map Run it is known how long it waited for its last children.' : 'No Map Run is here.';
}

/** Hatches and dots, so that parts differ without colour. */
function patterns() {
  return s('svg', {class: 'offscreen', 'aria-hidden': 'true', width: 0, height: 0}, s('defs', null,
    s('pattern', {id: 'hatch', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'}, s('rect', {width: 5, height: 5, class: 'hatch-ground'}), s('rect', {width: 2, height: 5, class: 'hatch-line'})),
    s('pattern', {id: 'dots', width: 4, height: 4, patternUnits: 'userSpaceOnUse'}, s('rect', {width: 4, height: 4, class: 'hatch-ground'}), s('circle', {cx: 2, cy: 2, r: 1, class: 'hatch-dot'}))));
}

/** An address as it was before it was encoded; as it is where it never was. */
function readable(address) {
  try {
    return decodeURIComponent(address);
  } catch (noEncoding) {
    return address;
  }
}

/** Goes where the address says: a block, a Map Run, an execution or a span. */
function go(tree) {
  const address = location.hash ? readable(location.hash.slice(1)) : data.facts.opened ? 'execution=' + data.facts.opened : '';
  const block = BLOCKS.some(([id]) => id === address) && document.getElementById(address);
  if (block) {
    // At the first look the block was made after the browser had looked for it.
    block.scrollIntoView();
  } else if (address.startsWith('map-run-')) {
    const run = rows('map_runs').find(one => idOf(one.map_run_arn) === address.slice(8));
    if (run) {
      choose('mapRun', run);
      document.getElementById('map-run-story').scrollIntoView({block: 'start'});
      tree.reveal(node => node.run === run);
    }
  } else if (address.startsWith('execution=')) {
    const arn = address.slice(10);
    if (!tree.reveal(node => node.arn === arn)) {
      missing('show ' + shellWord(arn));
    }
  } else if (address.startsWith('span-')) {
    if (!tree.reveal(node => node.spanId === address.slice(5))) {
      missing('show ' + shellWord(address.slice(5)));
    }
  }
}

/** Says what to do about a child that the page does not have. */
function missing(words) {
  const note = h('div', {class: 'missing', role: 'alert'}, h('p', null, 'Its spans are not on this page, which has a sample of the children. Ask the lake:'), copyable(command(words)),
    h('button', {type: 'button', click: () => note.remove()}, 'Close'));
  document.querySelectorAll('.missing').forEach(other => other.remove());
  document.getElementById('page').append(note);
}

build();
document.title = titleOf() + ' · Fantail';
