import { $, recall, remember } from './dom.js';

const root = document.documentElement;
const listeners = new Set();
const colours = new Map();

function apply(theme) {
  root.dataset.theme = theme;
  colours.clear();
  const other = theme === 'dark' ? 'light' : 'dark';
  const button = $('#theme');
  button.setAttribute('aria-label', `Switch to ${other} theme`);
  button.title = `Switch to ${other} theme`;
  for (const listener of listeners) listener();
}

export function onTheme(listener) {
  listeners.add(listener);
}

export function startTheme() {
  const system = matchMedia('(prefers-color-scheme: light)');
  system.addEventListener('change', () => {
    if (!recall('theme')) apply(system.matches ? 'light' : 'dark');
  });
  $('#theme').addEventListener('click', () => {
    const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
    remember('theme', next);
    apply(next);
  });
  apply(root.dataset.theme);
}

/** A colour of the style sheet, for what is drawn on a canvas. */
export function colour(name) {
  let value = colours.get(name);
  if (!value) {
    value = getComputedStyle(root).getPropertyValue(`--${name}`).trim();
    if (value) colours.set(name, value);
  }
  return value;
}
