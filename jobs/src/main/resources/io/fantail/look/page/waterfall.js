/* The waterfall: rows of a tree, each with its bar on an axis of time. */

const AXIS_WIDTH = 1000;

function waterfall() {
  const state = {open: new Set(), nodes: [], drawn: new Map(), zoom: null};
  const body = h('tbody');
  const axisOfTime = h('div', {class: 'ticks'});
  const choice = h('select', {id: 'waterfall-root', change: event => show(Number(event.target.value))});
  const trees = roots();
  trees.forEach((node, place) => choice.append(h('option', {value: place},
    (node.kind === 'map_run' ? 'Map Run ' : '') + node.name + ' · ' + clock(node.start) + ' · ' + duration(node.millis) + ' · ' + node.status)));
  let root = trees[0] || null;

  function show(place) {
    root = trees[place];
    choice.value = place;
    state.open = new Set([root.id]);
    state.zoom = null;
    opened(root, 3).forEach(id => state.open.add(id));
    redraw();
  }

  /** Down to the Map Runs, and what happened in them, all is open at first. */
  function opened(node, depth) {
    return depth === 0 || node.kind === 'fold' ? [] : [node.id, ...node.unfold().flatMap(below => opened(below, depth - 1))];
  }

  /** Makes all rows anew, as they would not be the same. */
  function redraw(focus) {
    state.drawn.clear();
    fill(focus);
  }

  /** The row as it was made before, where it is the same. */
  function rowOf(entry, whole) {
    const isOpen = state.open.has(entry.node.id);
    const before = state.drawn.get(entry.node.id);
    if (before && before.isOpen === isOpen) {
      return before.element;
    }
    const element = row(entry, isOpen, whole);
    state.drawn.set(entry.node.id, {isOpen, element});
    return element;
  }

  function fill(focus) {
    const whole = state.zoom || {start: root.start, end: endOf(root)};
    refill(axisOfTime, timeTicks(whole, state.zoom));
    state.nodes = [];
    walk(root, 0, null);
    become(body, state.nodes.map(entry => rowOf(entry, whole)));
    stopAt(body.firstElementChild);
    if (focus !== undefined) {
      focusRow(Math.min(focus, state.nodes.length - 1));
    }
  }

  function walk(node, depth, scale) {
    const own = node.origin !== null && node.origin !== undefined ? {start: node.start, end: node.start + Math.max(node.longest || 0, 1)} : scale;
    const below = node.unfold();
    if (node.histogram && !state.nodes.some(entry => entry.node.id === node.run.map_run_arn + '-axis')) {
      state.nodes.push({node: {kind: 'axis', id: node.run.map_run_arn + '-axis', name: 'what happened to its children; how their times are spread:', longest: node.longest}, depth, scale: own, hasBelow: false});
    }
    state.nodes.push({node, depth, scale: own, hasBelow: below.length > 0});
    if (state.open.has(node.id)) {
      if (node.histogram && below.length) {
        state.nodes.push({node: {kind: 'axis', id: node.id + '-since', name: 'time since each child began:', since: node.longest}, depth: depth + 1, scale: own, hasBelow: false});
      }
      below.forEach(one => walk(one, depth + 1, own));
      if (node.hidden > 0) {
        state.nodes.push({node: {kind: 'rest', id: node.id + '-rest', name: restWords(node), node}, depth: depth + 1, scale: own, hasBelow: false});
      }
    }
  }

  function row(entry, isOpen, whole) {
    const {node, depth, hasBelow} = entry;
    const scale = entry.scale || whole;
    return h('tr', {
      role: 'row', 'aria-level': depth + 1, 'aria-expanded': hasBelow ? String(isOpen) : null, tabindex: '-1',
      id: anchorOf(node), class: 'kind-' + node.kind, click: event => { if (!event.target.closest('button, a')) { toggle(event.currentTarget.sectionRowIndex); } },
      keydown: event => keys(event, event.currentTarget.sectionRowIndex),
    },
    h('th', {role: 'rowheader', scope: 'row', style: {'padding-left': (0.3 + depth * 1.1) + 'em'}},
      h('span', {class: 'twist', 'aria-hidden': 'true'}, hasBelow ? (isOpen ? '▾ ' : '▸ ') : '  '),
      KINDS[node.kind] && [h('span', {class: 'kind'}, KINDS[node.kind]), ' '], node.name,
      node.arn && copyButton(node.arn, 'the ARN'), node.span && node.span.request_id && copyButton(node.span.request_id, 'the request id')),
    h('td', {role: 'gridcell', class: 'number'}, node.figures ? count(node.figures.children) : ''),
    h('td', {role: 'gridcell', class: 'number'}, figuresOf(node)),
    h('td', {role: 'gridcell'}, statusOf(node)),
    h('td', {role: 'gridcell', class: 'bar'}, node.kind === 'rest' ? null : node.kind === 'axis' ? histogramAxis(node) : node.histogram ? histogram(node) : bar(node, scale)));
  }

  function toggle(place) {
    const {node, hasBelow} = state.nodes[place];
    if (hasBelow) {
      state.open[state.open.has(node.id) ? 'delete' : 'add'](node.id);
      fill(place);
    }
  }

  /** The Tab key comes to one row of all. */
  function stopAt(element) {
    body.querySelectorAll(':scope > [tabindex="0"]').forEach(other => other.setAttribute('tabindex', '-1'));
    element.setAttribute('tabindex', '0');
  }

  function focusRow(place) {
    const element = body.children[place];
    if (element) {
      stopAt(element);
      element.focus({preventScroll: false});
    }
  }

  function keys(event, place) {
    const {node, hasBelow, depth} = state.nodes[place];
    const isOpen = state.open.has(node.id);
    const moves = {
      ArrowDown: () => focusRow(place + 1),
      ArrowUp: () => focusRow(Math.max(place - 1, 0)),
      Home: () => focusRow(0),
      End: () => focusRow(state.nodes.length - 1),
      Enter: () => toggle(place),
      ' ': () => toggle(place),
      ArrowRight: () => hasBelow && !isOpen ? toggle(place) : focusRow(place + 1),
      ArrowLeft: () => hasBelow && isOpen ? toggle(place) : focusRow(state.nodes.findLastIndex((other, at) => at < place && other.depth < depth)),
      z: () => { state.zoom = state.zoom ? null : {start: node.start, end: endOf(node)}; redraw(place); },
    };
    if (moves[event.key] && event.target === event.currentTarget) {
      event.preventDefault();
      moves[event.key]();
    }
  }

  /** Opens all above a span or an execution, and goes there; false where the page does not have it. */
  function reveal(isMeant) {
    for (let place = 0; place < trees.length; place++) {
      const path = pathTo(trees[place], isMeant);
      if (path) {
        const closed = path.filter(node => !state.open.has(node.id) && node.unfold().length);
        const isOther = root !== trees[place] || state.zoom;
        if (isOther) {
          state.drawn.clear();
        }
        if (isOther || closed.length) {
          root = trees[place];
          choice.value = place;
          state.zoom = null;
          closed.forEach(node => state.open.add(node.id));
          fill();
        }
        const at = state.nodes.findIndex(entry => entry.node.id === path[path.length - 1].id);
        focusRow(at);
        body.children[at].scrollIntoView({block: 'center'});
        return true;
      }
    }
    return false;
  }

  listen('filter', () => root && redraw());
  listen('zone', () => root && redraw());
  const element = h('div', null,
    h('p', null, h('label', {for: 'waterfall-root'}, 'Trace '), choice),
    h('p', {class: 'note'}, 'Arrow keys move, Enter unfolds, z sets the axis to a row. Children of a Map Run begin at the left edge: their bars compare how long they took. ', waterfallLegend()),
    h('div', {class: 'scrolls', role: 'region', 'aria-label': 'Waterfall', tabindex: '0'}, h('table', {class: 'waterfall', role: 'treegrid', 'aria-label': 'Waterfall'},
      h('thead', null, h('tr', {role: 'row'}, ['what', 'children', 'time', 'how it ended', 'when'].map((name, place) => h('th', {role: 'columnheader', scope: 'col', class: place === 1 || place === 2 ? 'number' : null}, name, place === 4 && axisOfTime)))),
      body)));
  if (root) {
    show(0);
  }
  return {element: root ? element : h('p', null, 'No execution is on this page.'), reveal};
}

/** The nodes from the root down to the first that is meant. */
function pathTo(node, isMeant) {
  if (isMeant(node)) {
    return [node];
  }
  for (const below of node.unfold()) {
    const path = pathTo(below, isMeant);
    if (path) {
      return [node, ...path];
    }
  }
  return null;
}

function anchorOf(node) {
  return node.spanId ? 'span-' + node.spanId : node.kind === 'execution' ? 'execution-' + hashOf(node.arn) : null;
}

function endOf(node) {
  return Math.max(node.end || node.start + (node.millis || 0), node.start + 1);
}

function restWords(node) {
  return node.kind === 'fold' && node.histogram
    ? counted(node.hidden, 'more child', 'more children') + ' (' + (chosen.filter ? 'not marked, or ' : '') + 'not on this page; fantail show --all has them)'
    : counted(node.hidden, 'more span', 'more spans');
}

function figuresOf(node) {
  if (node.kind === 'fold' && node.figures) {
    return ['p50 ' + duration(node.figures.p50), h('br'), 'p99 ' + duration(node.figures.p99), h('br'), 'max ' + duration(node.figures.max)];
  }
  return node.kind === 'rest' || node.kind === 'axis' ? '' : duration(node.millis);
}

function statusOf(node) {
  const link = node.kind === 'attempt' && node.span.link && !['request_id', 'xray_trace', 'not_invoked', 'durable_execution'].includes(node.span.link)
    ? 'Lambda: ' + words(node.span.link) : null;
  const span = node.kind === 'lambda' ? node.span : {};
  const notes = [node.init && 'cold start ' + duration(node.init), link, node.note, span.request_id && 'request ' + span.request_id.slice(0, 8) + '…',
    span.function_version && 'version ' + span.function_version, span.billed_ms && 'billed ' + duration(span.billed_ms), span.memory_mb && span.max_memory_mb && fixed(span.max_memory_mb, 0) + ' of ' + fixed(span.memory_mb, 0) + ' MB'].filter(Boolean);
  return [node.status && node.kind !== 'fold' ? status(node.status) : '', node.error && node.kind !== 'fold' ? [' ', h('span', {class: 'bad'}, node.error)] : '',
    node.cause ? h('div', {class: 'cause', title: node.cause}, node.cause.length > 120 ? node.cause.slice(0, 119) + '…' : node.cause) : '',
    notes.length ? h('div', {class: 'cause'}, notes.join(' · ')) : '',
    span.log_stream ? h('div', {class: 'cause'}, 'sandbox ', h('span', {title: span.log_stream}, '…' + span.log_stream.slice(-8)), ' ', copyButton(span.log_stream, 'the log stream')) : ''];
}

/** The bar of a node between two moments. */
function bar(node, scale) {
  const at = millis => AXIS_WIDTH * (millis - scale.start) / (scale.end - scale.start);
  const left = Math.min(Math.max(at(node.start), 0), AXIS_WIDTH - 2);
  const width = Math.max(Math.min(at(endOf(node)), AXIS_WIDTH) - left, 2);
  const picture = s('svg', {viewBox: '0 0 ' + AXIS_WIDTH + ' 16', preserveAspectRatio: 'none', role: 'img',
    'aria-label': duration(node.millis) + ' from ' + clock(node.start, true)});
  const title = s('title', null, clock(node.start, true) + ' ' + zoneName() + ', ' + duration(node.millis));
  if (node.init) {
    picture.append(s('rect', {x: at(node.start - node.init), y: 3, width: at(node.start) - at(node.start - node.init), height: 10, class: 'part-cold_start'}));
  }
  const isBad = node.status && !['SUCCEEDED', 'RUNNING', 'ok', 'unfinished'].includes(node.status);
  picture.append(s('rect', {x: left, y: node.kind === 'backoff' ? 6 : 2, width, height: node.kind === 'backoff' ? 4 : 12, 'data-millis': node.millis,
    class: 'span span-' + node.kind + (isBad ? ' span-bad' : '') + (node.end === null ? ' span-open' : '')}, title));
  if (node.critical) {
    picture.append(s('rect', {x: left, y: 14, width: Math.max(AXIS_WIDTH * node.critical / (scale.end - scale.start), 2), height: 2, class: 'critical'},
      s('title', null, 'held up the end for ' + duration(node.critical))));
  }
  return picture;
}

/** How the times of alike children are spread, on a logarithmic axis that all of a Map Run share. */
function histogram(node) {
  const steps = node.histogram;
  if (!steps.length) {
    return null;
  }
  const least = 0;
  const last = Math.ceil(Math.log(Math.max(node.longest, 2)) / Math.log(1.3));
  const highest = Math.max(...steps.map(step => step.children));
  const width = AXIS_WIDTH / (last - least + 1);
  return s('svg', {viewBox: '0 0 ' + AXIS_WIDTH + ' 40', preserveAspectRatio: 'none', role: 'img', class: 'histogram',
    'aria-label': 'times from ' + shortDuration(1.3 ** (steps[0].step - 1)) + ' to ' + shortDuration(1.3 ** steps[steps.length - 1].step)},
  steps.map(step => s('rect', {x: Math.max(step.step - least, 0) * width, y: 40 - 38 * step.children / highest - 1, width: Math.max(width - 2, 1),
    height: 38 * step.children / highest + 1, class: node.status === 'SUCCEEDED' || node.status === 'RUNNING' ? 'span-execution' : 'span-bad'},
  s('title', null, shortDuration(1.3 ** (step.step - 1)) + ' to ' + shortDuration(1.3 ** step.step) + ': ' + counted(step.children, 'child', 'children')))));
}

/** The axis of the rows below it: of histograms, or of the time since a child began. */
function histogramAxis(node) {
  if (node.since) {
    return h('div', {class: 'ticks'}, [0, 0.25, 0.5, 0.75].map(part => tick(part, shortDuration(Math.round(part * node.since)))), tick(1, shortDuration(node.since)));
  }
  const steps = Math.ceil(Math.log(Math.max(node.longest, 2)) / Math.log(1.3)) + 1;
  const marks = [1, 10, 100, 1000, 10000, 100000, 1000000].filter(millis => millis <= node.longest);
  return h('div', {class: 'ticks'}, marks.map(millis => tick((Math.log(millis) / Math.log(1.3) + 1) / steps, shortDuration(millis))));
}

/** A mark at a part of the width; the last one ends there. */
function tick(part, text) {
  return h('span', {class: part === 1 ? 'last' : null, style: part === 1 ? {right: '0'} : {left: (100 * part) + '%'}}, text);
}

/** The moments of the axis of the whole. */
function timeTicks(whole, isZoomed) {
  const isShort = whole.end - whole.start < 10000;
  return [[0, 0.33, 0.66].map(part => tick(part, clock(whole.start + part * (whole.end - whole.start), isShort))),
    isZoomed && h('span', {class: 'last', style: {right: '0'}}, 'z: back')];
}

function waterfallLegend() {
  const sample = (kind, text) => h('li', null, s('svg', {viewBox: '0 0 24 12', 'aria-hidden': 'true'}, s('rect', {width: 24, height: 12, class: kind})), text);
  return h('ul', {class: 'legend'}, sample('span span-attempt', 'attempt'), sample('span span-lambda', 'Lambda'), sample('span span-state', 'state, Map Run'), sample('span span-bad', 'failed'), sample('part-cold_start', 'cold start'),
    sample('span span-backoff', 'wait before a retry'), sample('critical', 'held up the end'));
}
