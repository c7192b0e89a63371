/* The answers of the tables, as the page carries them. */

const data = JSON.parse(document.getElementById('data').textContent);
const decoded = new Map();

const TEXT_KINDS = new Set(['string', 'date']);

/** The rows of an answer, each an object by column; none where the question was not asked. */
function rows(key) {
  if (!decoded.has(key)) {
    const answer = data.answers[key];
    decoded.set(key, answer ? answer.rows.map(row => object(answer, row)) : []);
  }
  return decoded.get(key);
}

function object(answer, row) {
  const found = {};
  answer.columns.forEach((column, place) => {
    const value = row[place];
    found[column] = value !== null && TEXT_KINDS.has(answer.kinds[place]) ? data.texts[value] : value;
  });
  return found;
}

/** The SQL that an answer answers. */
function sqlOf(key) {
  return data.answers[key] ? data.answers[key].sql : '';
}

/** A command of the terminal on this lake. */
function command(words) {
  return data.facts.program + ' ' + words + ' --lake ' + shellWord(data.facts.lake);
}

function shellWord(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'";
}

/** The command that asks the SQL of an answer again. */
function query(key) {
  return command('query') + ' ' + shellWord(sqlOf(key));
}

function groupBy(list, keyOf) {
  const groups = new Map();
  for (const one of list) {
    const key = keyOf(one);
    if (!groups.has(key)) {
      groups.set(key, []);
    }
    groups.get(key).push(one);
  }
  return groups;
}

function sum(list, of) {
  return list.reduce((total, one) => total + (of(one) || 0), 0);
}

/* What people have chosen; who shows it listens. */

const chosen = {filter: null, mapRun: null};
const listeners = new Map();

function listen(what, listener) {
  listeners.set(what, [...(listeners.get(what) || []), listener]);
}

function choose(what, value) {
  chosen[what] = value;
  (listeners.get(what) || []).forEach(listener => listener(value));
}

/** Whether what began then and took so long is within what people have marked. */
function isWithinFilter(startedAt, millis) {
  const filter = chosen.filter;
  return !filter || (startedAt >= filter.from && startedAt <= filter.to
    && (millis === null ? filter.most === Infinity : millis >= filter.least && millis <= filter.most));
}
