/* The state map: the shape of a state machine as its events show it, with what happened in each state. */

const STATE = {width: 190, height: 86, gapX: 40, gapY: 56};

function stateMachines() {
  return [...new Set(rows('figures').filter(row => row.kind === 'state').map(row => row.state_machine_name))];
}

function stateMap() {
  const machines = stateMachines().sort((one, other) => slowOf(other) - slowOf(one));
  const frame = h('div', {class: 'scrolls', tabindex: '0', role: 'region', 'aria-label': 'State map'});
  const draw = name => refill(frame, stateMapOf(name));
  const choice = h('select', {id: 'state-machine', change: event => draw(event.target.value)}, machines.map(name => h('option', {value: name}, name)));
  if (!machines.length) {
    return h('p', null, 'No state is known.');
  }
  draw(machines[0]);
  return h('div', null, h('p', null, h('label', {for: 'state-machine'}, 'State machine '), choice), frame,
    h('p', {class: 'note'}, 'The bar in each state is its share of the time that the slowest percent of the children spent in states. Numbers at arrows are how often one followed the other. ',
      'All states and functions stand in the table below.'));
}

function slowOf(machine) {
  return sum(rows('figures').filter(row => row.kind === 'state' && row.state_machine_name === machine), row => row.slow_ms);
}

function stateMapOf(machine) {
  const states = rows('figures').filter(row => row.kind === 'state' && row.state_machine_name === machine);
  const names = new Set(states.map(state => state.name));
  const edges = rows('edges').filter(edge => edge.state_machine_name === machine && names.has(edge.to_state) && (edge.from_state === null || names.has(edge.from_state)));
  const places = layout(states, edges);
  const wide = Math.max(...[...places.values()].map(place => place.x + STATE.width)) + 60;
  const high = Math.max(...[...places.values()].map(place => place.y + STATE.height)) + 20;
  const slow = sum(states, state => state.slow_ms);
  const whole = sum(states, state => state.total_ms);
  const picture = s('svg', {viewBox: '0 0 ' + wide + ' ' + high, width: wide, height: high, class: 'state-map', role: 'img',
    'aria-label': 'State map of ' + machine + ': ' + states.map(state => state.name).join(', ')},
  s('defs', null, s('marker', {id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse'}, s('path', {d: 'M0 0 L8 4 L0 8 z', class: 'arrow'}))));
  for (const edge of edges) {
    picture.append(...edgePicture(edge, places));
  }
  for (const state of states) {
    picture.append(statePicture(state, places.get(state.name), slow, whole));
  }
  return picture;
}

function edgePicture(edge, places) {
  const to = places.get(edge.to_state);
  const from = edge.from_state === null ? {x: to.x, y: to.y - STATE.height - 24, isStart: true} : places.get(edge.from_state);
  const label = count(edge.times);
  if (edge.from_state === edge.to_state) {
    const [x, y] = [to.x + STATE.width, to.y + STATE.height / 2];
    return [s('path', {d: `M${x} ${y - 12} C${x + 34} ${y - 30} ${x + 34} ${y + 30} ${x} ${y + 12}`, class: 'edge', 'marker-end': 'url(#arrow)'}),
      s('text', {x: x + 4, y: y - 22, class: 'edge-label'}, label)];
  }
  const [x1, y1, x2, y2] = [from.x + STATE.width / 2, from.y + STATE.height, to.x + STATE.width / 2, to.y];
  const isBack = to.y <= from.y && !from.isStart;
  const path = isBack
    ? `M${from.x} ${from.y + STATE.height / 2} C${Math.min(from.x, to.x) - 50} ${from.y} ${Math.min(from.x, to.x) - 50} ${to.y} ${to.x} ${to.y + STATE.height / 2}`
    : `M${x1} ${y1} C${x1} ${y1 + 30} ${x2} ${y2 - 30} ${x2} ${y2}`;
  return [s('path', {d: path, class: 'edge', 'marker-end': 'url(#arrow)'}, s('title', null, (edge.from_state || 'begin') + ' → ' + edge.to_state + ': ' + counted(edge.times, 'time', 'times'))),
    s('text', {x: isBack ? Math.min(from.x, to.x) - 34 : (x1 + x2) / 2 + 6, y: isBack ? (from.y + to.y + STATE.height) / 2 : y2 - 14, class: 'edge-label'}, label)];
}

function statePicture(state, place, slow, whole) {
  const line = (y, text, kind) => s('text', {x: 10, y, class: kind || null}, text);
  return s('g', {transform: 'translate(' + place.x + ' ' + place.y + ')', 'data-state': state.name},
    s('title', null, state.name + ': ' + counted(state.spans, 'time', 'times') + ', p50 ' + duration(state.p50_ms) + ', p99 ' + duration(state.p99_ms) + ', max ' + duration(state.max_ms)
      + ', ' + counted(state.errors, 'error', 'errors') + ', ' + share(state.total_ms || 0, whole) + ' of all time, ' + (slow ? share(state.slow_ms || 0, slow) + ' of slow children’s time' : 'no slow child')),
    s('rect', {width: STATE.width, height: STATE.height, rx: 6, class: 'state' + (state.errors ? ' state-bad' : '')}),
    line(20, state.name.length > 22 ? state.name.slice(0, 21) + '…' : state.name, 'state-name'),
    line(37, (state.state_type || '') + ' · ' + count(state.spans)),
    line(53, 'p50 ' + duration(state.p50_ms) + ' · p99 ' + duration(state.p99_ms)),
    line(69, state.errors ? counted(state.errors, 'error', 'errors') : 'no error', state.errors ? 'bad' : null),
    s('rect', {x: 10, y: 75, width: STATE.width - 20, height: 5, class: 'track'}),
    s('rect', {x: 10, y: 75, width: slow ? (STATE.width - 20) * (state.slow_ms || 0) / slow : 0, height: 5, class: 'share'}));
}

/** A place for each state: below those that it follows, rows in the order of what stands above. */
function layout(states, edges) {
  const next = groupBy(edges.filter(edge => edge.from_state !== null && edge.from_state !== edge.to_state), edge => edge.from_state);
  const ranks = new Map();
  const entered = new Set(edges.filter(edge => edge.from_state === null).map(edge => edge.to_state));
  const starts = states.map(state => state.name).filter(name => entered.has(name));
  const visit = (name, rank, path) => {
    if (path.has(name) || (ranks.has(name) && ranks.get(name) >= rank) || rank > states.length) {
      return;
    }
    ranks.set(name, rank);
    (next.get(name) || []).forEach(edge => visit(edge.to_state, rank + 1, new Set([...path, name])));
  };
  starts.forEach(name => visit(name, 0, new Set()));
  states.forEach(state => { if (!ranks.has(state.name)) { visit(state.name, 0, new Set()); } });
  const places = new Map();
  const byRank = groupBy(states, state => ranks.get(state.name));
  [...byRank.keys()].sort((one, other) => one - other).forEach(rank => {
    const middle = state => {
      const above = edges.filter(edge => edge.to_state === state.name && places.has(edge.from_state)).map(edge => places.get(edge.from_state).x);
      return above.length ? above.reduce((one, other) => one + other, 0) / above.length : Infinity;
    };
    [...byRank.get(rank)].sort((one, other) => middle(one) - middle(other) || other.spans - one.spans).forEach((state, place) => {
      places.set(state.name, {x: 60 + place * (STATE.width + STATE.gapX), y: 40 + rank * (STATE.height + STATE.gapY)});
    });
  });
  return places;
}

function figuresTable() {
  return table({
    id: 'figures-table', caption: 'States and functions of all executions' + ofAll(rows('figures'), 'of them') + ' (times in ms); of functions the invocations that were found in the logs', most: 15, rows: rows('figures'),
    columns: [
      {name: 'name', value: row => row.name || UNKNOWN},
      {name: 'kind', value: row => row.kind},
      {name: 'of', value: row => row.state_machine_name},
      {name: 'count', value: row => row.spans, cell: row => count(row.spans), isNumber: true},
      {name: 'errors', value: row => row.errors, cell: row => count(row.errors), isNumber: true},
      {name: 'unfinished', value: row => row.unfinished, cell: row => count(row.unfinished), isNumber: true},
      {name: 'cold', value: row => row.kind === 'lambda' ? row.cold_starts : null, cell: row => row.kind === 'lambda' ? count(row.cold_starts) : '–', isNumber: true},
      ...['p50', 'p99', 'max'].map(name => ({name, value: row => row[name + '_ms'], cell: row => row[name + '_ms'] === null ? '–' : fixed(row[name + '_ms'], 0), isNumber: true})),
      {name: 'time in all', value: row => row.total_ms, cell: row => duration(row.total_ms), isNumber: true},
    ],
  });
}
