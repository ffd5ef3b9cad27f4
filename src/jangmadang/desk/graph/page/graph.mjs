// The map: it is moved, zoomed and searched; a card that is opened tells what is behind it.
// All words of a story go into the page as text, never as markup.

const graph = JSON.parse(document.getElementById('graph').textContent);
const size = JSON.parse(document.getElementById('size').textContent);
const map = document.getElementById('map');
const view = document.getElementById('view');
const room = map.parentElement;
const panel = document.getElementById('panel');
const search = document.getElementById('search');
const found = document.getElementById('found');

const cards = new Map(graph.cards.map((card, number) => [card.id, number]));
const drawn = new Map([...map.querySelectorAll('[data-card]')].map((shape) => [Number(shape.dataset.card), shape]));
const lines = [...map.querySelectorAll('[data-links]')].map((line) => [line, line.dataset.links.split(' ').map(Number)]);

// ---- where one looks ----
const LEAST = 0.04;
const MOST = 3;
let at = { x: 0, y: 0, k: 1 };

function look(x, y, k) {
  const zoom = Math.min(MOST, Math.max(LEAST, k));
  at = { x, y, k: zoom };
  view.setAttribute('transform', `translate(${x} ${y}) scale(${zoom})`);
}

function zoom(by, x = room.clientWidth / 2, y = room.clientHeight / 2) {
  const k = Math.min(MOST, Math.max(LEAST, at.k * by));
  look(x - ((x - at.x) * k) / at.k, y - ((y - at.y) * k) / at.k, k);
}

function fit() {
  const k = Math.min(room.clientWidth / size.width, room.clientHeight / size.height, 1.2);
  look((room.clientWidth - size.width * k) / 2, (room.clientHeight - size.height * k) / 2, k);
}

function begin() {
  // A whole story is too small to read: one begins at its beginning, as wide as can be read.
  const k = Math.max(Math.min(room.clientWidth / size.width, 1), 0.78);
  const place = size.at[cards.get(graph.start)];
  look(room.clientWidth / 2 - place[0] * k, Math.min(40, room.clientHeight * 0.3 - place[1] * k), k);
}

function show(number) {
  const [x, y] = size.at[number];
  const k = Math.max(at.k, 0.78);
  look(room.clientWidth / 2 - x * k, room.clientHeight / 2 - y * k, k);
}

function inSight(number) {
  const [x, y] = size.at[number];
  const [left, top] = [x * at.k + at.x, y * at.k + at.y];
  return left > 60 && top > 40 && left < room.clientWidth - 60 && top < room.clientHeight - 40 && at.k >= 0.4;
}

// ---- pointer and wheel ----
const held = new Map();
let moved = 0;

room.addEventListener('pointerdown', (event) => {
  if (event.button > 0) return;
  held.set(event.pointerId, [event.clientX, event.clientY]);
  moved = 0;
});

room.addEventListener('pointermove', (event) => {
  const before = held.get(event.pointerId);
  if (!before) return;
  const [x, y] = [event.clientX, event.clientY];
  const others = [...held].filter(([id]) => id !== event.pointerId);
  moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
  held.set(event.pointerId, [x, y]);
  if (moved < 5) return;
  if (!room.classList.contains('held')) {
    room.classList.add('held');
    room.setPointerCapture(event.pointerId);
  }
  if (others.length) {
    const [other] = others[0].slice(1);
    const apart = (from) => Math.hypot(from[0] - other[0], from[1] - other[1]) || 1;
    const box = room.getBoundingClientRect();
    zoom(apart([x, y]) / apart(before), (x + other[0]) / 2 - box.left, (y + other[1]) / 2 - box.top);
  } else {
    look(at.x + x - before[0], at.y + y - before[1], at.k);
  }
});

for (const end of ['pointerup', 'pointercancel']) {
  window.addEventListener(end, (event) => {
    held.delete(event.pointerId);
    room.classList.remove('held');
  });
}

room.addEventListener(
  'wheel',
  (event) => {
    event.preventDefault();
    const box = room.getBoundingClientRect();
    const lines = event.deltaMode === 1 ? 18 : 1;
    zoom(Math.exp(-event.deltaY * lines * 0.0016), event.clientX - box.left, event.clientY - box.top);
  },
  { passive: false },
);

map.addEventListener('click', (event) => {
  if (moved >= 5) return;
  const shape = event.target.closest('[data-card]');
  if (shape) open(Number(shape.dataset.card));
});

room.addEventListener('focusin', (event) => {
  const shape = event.target.closest('[data-card]');
  if (shape && shape.matches(':focus-visible') && !inSight(Number(shape.dataset.card))) show(Number(shape.dataset.card));
});

// ---- keys ----
const STEP = 90;
const KEYS = {
  ArrowLeft: () => look(at.x + STEP, at.y, at.k),
  ArrowRight: () => look(at.x - STEP, at.y, at.k),
  ArrowUp: () => look(at.x, at.y + STEP, at.k),
  ArrowDown: () => look(at.x, at.y - STEP, at.k),
  '+': () => zoom(1.25),
  '=': () => zoom(1.25),
  '-': () => zoom(0.8),
  0: fit,
  '/': () => search.focus(),
  Escape: () => close(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target === search;
  const shape = event.target.closest?.('[data-card]');
  if (shape && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    open(Number(shape.dataset.card));
    panel.focus();
  } else if (typing && event.key === 'Escape' && search.value) {
    event.preventDefault();
    search.value = '';
    find();
  } else if (!typing && KEYS[event.key] && !(panel.contains(event.target) && event.key.startsWith('Arrow'))) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

// ---- searching ----
const words = graph.cards.map((card) =>
  [
    card.id,
    card.title,
    card.heading,
    card.text?.flatMap((part) => [...part.text, part.when]),
    card.choices?.flatMap((offer) => [offer.id, offer.text, offer.when]),
    card.scenes,
    card.storylets,
    card.phenomena,
  ]
    .flat(2)
    .filter(Boolean)
    .join('\n')
    .toLowerCase(),
);
let hits = [];
let hit = -1;

function find() {
  const asked = search.value.trim().toLowerCase();
  const parts = asked.split(/\s+/);
  const near = (card) => {
    const [id, title] = [card.id.toLowerCase(), card.title.toLowerCase()];
    return id === asked ? 0 : id.startsWith(asked) ? 1 : title.includes(asked) ? 2 : id.includes(asked) ? 3 : 4;
  };
  hits = asked ? graph.cards.map((_, n) => n).filter((n) => parts.every((part) => words[n].includes(part))) : [];
  hits.sort((a, b) => near(graph.cards[a]) - near(graph.cards[b]) || a - b);
  hit = -1;
  const among = new Set(hits);
  for (const [number, shape] of drawn) shape.classList.toggle('hit', among.has(number));
  map.classList.toggle('searching', hits.length > 0);
  found.textContent = asked ? (hits.length ? `${hits.length} found` : 'nothing found') : '';
}

function next(by) {
  if (!hits.length) return;
  hit = hit < 0 && by < 0 ? hits.length - 1 : (hit + by + hits.length) % hits.length;
  open(hits[hit]);
  show(hits[hit]);
  found.textContent = `${hit + 1} of ${hits.length}: ${graph.cards[hits[hit]].title}`;
}

search.addEventListener('input', find);
search.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  next(event.shiftKey ? -1 : 1);
});
search.form.addEventListener('submit', (event) => event.preventDefault());

// ---- what is behind a card ----
function made(name, text = '', about = {}, ...inside) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  Object.assign(element, about);
  element.append(...inside.filter(Boolean));
  return element;
}

function road(id, before = '') {
  const card = graph.cards[cards.get(id)];
  const go = made('button', card ? card.title : id, { className: 'go', type: 'button', title: id });
  go.addEventListener('click', () => {
    open(cards.get(id));
    show(cards.get(id));
    panel.focus();
  });
  return made('span', '', {}, before ? `${before} ` : '', go);
}

function asked(way) {
  const parts = [];
  if (way.outcomes?.length) parts.push(`chance: ${way.outcomes.join(' > ')}`);
  if (way.when?.length) parts.push(`if ${way.when.join(' and ')}`);
  return parts.join('; ');
}

const KIND = { choice: '', rule: 'a rule', call: 'called', draw: 'drawn', return: 'and then', skip: 'skipped' };

function offered(card, offer) {
  const item = made('li', '', { className: 'offer' });
  item.append(made('div', offer.text || offer.id));
  const about = [offer.scene, offer.skip && 'for a facilitator', ...(offer.cost ?? [])].filter(Boolean);
  item.append(made('div', [offer.id, ...about].join(' · '), { className: 'place' }));
  if (offer.when) item.append(made('div', `if ${offer.when}`, { className: 'asks' }));
  const to = made('div', '', { className: 'to' });
  for (const link of graph.links.filter((one) => one.source === card.id)) {
    for (const way of link.ways) {
      if (way.choice !== offer.id || way.scene !== (offer.scene ?? card.id)) continue;
      to.append(road(link.target, [way.outcomes?.join(' > '), '→'].filter(Boolean).join(' ')));
    }
  }
  if (offer.stays) to.append(made('span', '↺ stays here'));
  if (to.childNodes.length) item.append(to);
  return item;
}

function joined(links, side, words, anywhere = []) {
  const list = made('ul');
  for (const way of anywhere) list.append(made('li', '', {}, `anywhere (${KIND[way.kind]}) `, made('span', asked(way), { className: 'asks' })));
  for (const link of links) {
    const names = [...new Set(link.ways.map((way) => way.choice).filter(Boolean))];
    const item = made('li', '', {}, road(link[side], KIND[link.kind]), link.back ? ' and back' : '');
    const ways = [...new Set(link.ways.map(asked).filter(Boolean))];
    if (names.length) item.append(made('div', names.join(', '), { className: 'place' }));
    if (ways.length && link.ways.every((way) => asked(way))) {
      item.append(...ways.slice(0, 8).map((way) => made('div', way, { className: 'asks' })));
    }
    list.append(item);
  }
  return list.childNodes.length ? [made('h3', words), list] : [];
}

// The words of the share stand in the picture already.
const shareOf = (card) => drawn.get(cards.get(card.id))?.querySelector('.warmth')?.textContent ?? '';

function listed(card) {
  const share = shareOf(card);
  return share && made('span', ` ${share}`, { className: 'place' });
}

function told(card) {
  const out = [];
  out.push(made('h2', card.title));
  const kind = [card.kind, card.start && card.kind !== 'start' && 'start', card.ending, card.deck && `in the deck ${card.deck}`];
  out.push(made('p', kind.filter(Boolean).join(' · '), { className: 'about' }));
  out.push(made('p', `${card.id} · ${card.file}:${card.line}`, { className: 'place' }));
  const share = shareOf(card);
  if (share) out.push(made('p', `${share} of ${graph.lives.toLocaleString('en')} lives (${graph.policies.join(', ')}) came by`, { className: 'about' }));
  if (card.heading) out.push(made('p', card.heading, { className: 'about' }));
  const steps = graph.run.flatMap((stop, number) => (stop.card === card.id ? [[number + 1, stop.choice]] : []));
  if (steps.length) {
    const list = made('ul');
    list.append(...steps.map(([number, choice]) => made('li', `step ${number}${choice ? `: ${choice}` : ', the end'}`)));
    out.push(made('h3', 'In the run'), list);
  }
  if (card.text?.length) out.push(made('h3', 'Text'));
  for (const part of card.text ?? []) {
    const box = made('div', '', { className: part.when ? 'when' : '' });
    if (part.when) box.append(made('p', part.when, { className: 'asks' }));
    box.append(...part.text.map((text) => made('p', text)));
    out.push(box);
  }
  if (card.choices?.length) out.push(made('h3', 'Choices'), made('ul', '', {}, ...card.choices.map((offer) => offered(card, offer))));
  if (card.storylets?.length) out.push(made('h3', 'Storylets'), made('ul', '', {}, ...card.storylets.map((id) => made('li', '', {}, road(id)))));
  out.push(...joined(graph.links.filter((link) => link.target === card.id), 'source', 'Comes from', card.from_anywhere));
  out.push(...joined(graph.links.filter((link) => link.source === card.id), 'target', 'Leads to'));
  for (const [words, list] of [['Phenomena', card.phenomena], ['Field notes', card.notes], ['Scenes that the encounter makes', card.scenes]]) {
    if (list?.length) out.push(made('h3', words), made('p', list.join(', '), { className: 'place' }));
  }
  return out;
}

function all() {
  const out = [...document.getElementById('legend').content.cloneNode(true).children];
  if (graph.run.length) {
    const list = made('ol');
    list.append(...graph.run.map((stop) => made('li', '', {}, road(stop.card), made('span', ` ${stop.choice}`, { className: 'place' }))));
    out.push(made('h3', `The run, ${graph.run.length} stops`), list);
  }
  for (const group of graph.groups) {
    const list = made('ul', '', {}, ...graph.cards.filter((card) => card.group === group.id).map((card) => made('li', '', {}, road(card.id), listed(card))));
    out.push(made('h3', group.title), list);
  }
  return out;
}

function mark(number) {
  for (const [n, shape] of drawn) {
    shape.classList.toggle('here', n === number);
    shape.setAttribute('aria-pressed', String(n === number));
  }
  const id = graph.cards[number]?.id;
  const near = new Set(graph.links.flatMap((link, n) => (link.source === id || link.target === id ? [n] : [])));
  for (const [line, numbers] of lines) line.classList.toggle('near', numbers.some((n) => near.has(n)));
  map.classList.toggle('picked', number !== undefined);
}

let here;
const named = (number) => `#${encodeURIComponent(graph.cards[number].id)}`;

function open(number) {
  if (number === undefined) return;
  here = number;
  mark(number);
  const back = made('button', 'All scenes', { type: 'button', id: 'all' });
  back.addEventListener('click', close);
  panel.replaceChildren(back, ...told(graph.cards[number]));
  panel.scrollTop = 0;
  panel.setAttribute('aria-label', `Scene: ${graph.cards[number].title}`);
  if (location.hash !== named(number)) location.hash = named(number);
}

function close() {
  here = undefined;
  mark();
  panel.replaceChildren(...all());
  panel.setAttribute('aria-label', 'All scenes');
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
}

function follow() {
  let id = '';
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return false; // somebody typed it
  }
  const number = cards.get(id);
  if (number === undefined || number === here) return number !== undefined;
  open(number);
  show(number);
  return true;
}

window.addEventListener('hashchange', () => follow() || close());
for (const [id, does] of [['in', () => zoom(1.25)], ['out', () => zoom(0.8)], ['fit', fit]]) {
  document.getElementById(id).addEventListener('click', does);
}

begin();
if (!follow()) close();
