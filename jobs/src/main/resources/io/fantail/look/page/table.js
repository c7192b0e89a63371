/* Tables that can be sorted and filtered. */

/**
 * A table.
 *
 * caption: what a row is; columns: {name, value(row), cell(row), isNumber}; most: how many rows are shown at first;
 * isShown(row): whether what people have marked lets a row be seen.
 */
function table({id, caption, columns, rows: all, most = 20, isShown = null, hasFilter = all.length > 8}) {
  const state = {sorted: null, isDescending: false, filter: '', most};
  const made = new Map();
  const body = h('tbody');
  const note = h('p', {class: 'note', role: 'status'});
  const heads = columns.map((column, place) => h('th', {scope: 'col', class: column.isNumber ? 'number' : null},
    h('button', {type: 'button', class: 'sort', click: () => sortBy(place)}, column.name)));
  const more = h('button', {type: 'button', class: 'more', click: () => { state.most = Infinity; fill(); }}, 'Show all');

  function sortBy(place) {
    const isAgain = state.sorted === place;
    state.isDescending = isAgain ? !state.isDescending : Boolean(columns[place].isNumber);
    state.sorted = place;
    heads.forEach((head, other) => {
      head.removeAttribute('aria-sort');
      if (other === place) {
        head.setAttribute('aria-sort', state.isDescending ? 'descending' : 'ascending');
      }
    });
    fill();
  }

  function wanted() {
    const sought = state.filter.toLowerCase();
    const found = all.filter(row => (!isShown || isShown(row))
      && (!sought || columns.some(column => String(column.value(row) ?? '').toLowerCase().includes(sought))));
    if (state.sorted !== null) {
      const {value} = columns[state.sorted];
      const sign = state.isDescending ? -1 : 1;
      found.sort((one, other) => compared(value(one), value(other), sign));
    }
    return found;
  }

  function fill() {
    const found = wanted();
    body.replaceChildren(...found.slice(0, state.most).map(rowOf));
    const hidden = found.length - Math.min(found.length, state.most);
    note.textContent = (found.length === all.length ? '' : count(found.length) + ' of ' + counted(all.length, 'row', 'rows') + '. ')
      + (hidden > 0 ? count(hidden) + ' more.' : '');
    more.hidden = hidden === 0;
  }

  /** A row is made once. */
  function rowOf(row) {
    if (!made.has(row)) {
      made.set(row, h('tr', null, columns.map((column, place) => h(place === 0 ? 'th' : 'td', {
        scope: place === 0 ? 'row' : null, class: column.isNumber ? 'number' : null,
      }, column.cell ? column.cell(row) : column.value(row) ?? h('span', {class: 'unknown'}, '–')))));
    }
    return made.get(row);
  }

  fill();
  listen('zone', () => made.forEach(retime));
  if (isShown) {
    listen('filter', fill);
  }
  const filter = hasFilter && h('label', {class: 'filter'}, 'Filter ', h('input', {
    type: 'search', size: 24, input: event => { state.filter = event.target.value; fill(); },
  }));
  const element = h('div', {class: 'table', id},
    filter,
    h('div', {class: 'scrolls', tabindex: '0', role: 'region', 'aria-label': caption},
      h('table', null, h('caption', null, caption), h('thead', null, h('tr', null, heads)), body)),
    note, more);
  element.wanted = wanted;
  return element;
}

/** Unknown values come last, whichever way the others are sorted. */
function compared(one, other, sign) {
  if (one === null || one === undefined || other === null || other === undefined) {
    return (one === null || one === undefined) - (other === null || other === undefined);
  }
  return sign * (typeof one === 'string' ? one.localeCompare(other) : Number(one) - Number(other));
}

/** A bar of parts; each has a share of the width, and its name and figure in its title. */
function partsBar(named, whole) {
  const shown = named.filter(part => part.millis > 0);
  const total = whole || sum(shown, part => part.millis);
  let left = 0;
  const bar = s('svg', {class: 'parts', viewBox: '0 0 200 12', preserveAspectRatio: 'none', role: 'img',
    'aria-label': shown.map(part => part.name + ' ' + duration(part.millis)).join(', ') || 'nothing known'});
  for (const part of shown) {
    const width = 200 * part.millis / total;
    bar.append(s('rect', {x: left, y: 0, width: Math.max(width, 0.5), height: 12, class: 'part part-' + part.key},
      s('title', null, part.name + ' ' + duration(part.millis))));
    left += width;
  }
  return bar;
}

const PART_WORDS = {retry: 'retry (failed attempts and waits)', task: 'task (all else of an attempt)', map: 'Map Runs'};
const PARTS = ['queue', 'cold_start', 'lambda', 'task', 'retry', 'wait', 'map', 'other'];

/** The parts of an execution's time. */
function timeParts(row) {
  return PARTS.map(key => ({key, name: PART_WORDS[key] || words(key), millis: row[key + '_ms'] || 0}));
}

/** What the colours and patterns of parts mean. */
function partsLegend() {
  return h('ul', {class: 'legend', 'aria-label': 'Parts of the time'}, PARTS.map(key => h('li', null,
    s('svg', {viewBox: '0 0 12 12', 'aria-hidden': 'true'}, s('rect', {width: 12, height: 12, class: 'part part-' + key})),
    PART_WORDS[key] || words(key))));
}
