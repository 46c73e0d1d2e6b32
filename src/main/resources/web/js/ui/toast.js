import { $, el } from './dom.js';

const LIFE_MS = { success: 5000, info: 5000, warning: 20_000, error: 15_000 };
const MARK = { success: '✓', info: 'i', warning: '!', error: '✕' };
const MOST = 3;

/** Shows {kind, title, text, hint}. Polite region for good news, assertive for bad; stays while pointed at. */
export function toast({ kind, title, text, hint }) {
  const urgent = kind === 'error' || kind === 'warning';
  const region = $(urgent ? '#toasts-urgent' : '#toasts');
  const node = el(
    'div',
    { class: 'toast', 'data-testid': 'toast', 'data-kind': kind },
    el('span', { class: 'toast-mark', 'aria-hidden': 'true', text: MARK[kind] }),
    el(
      'div',
      { class: 'toast-body' },
      el('p', { class: 'toast-title', 'data-testid': 'toast-title', text: title }),
      text ? el('p', { class: 'toast-text', 'data-testid': 'toast-text', text }) : '',
      hint ? el('p', { class: 'toast-hint', 'data-testid': 'toast-hint', text: hint }) : '',
    ),
    el('button', { type: 'button', class: 'icon-button', 'aria-label': 'Dismiss', text: '✕', onclick: () => gone() }),
  );
  let timer = 0;
  const gone = () => {
    clearTimeout(timer);
    node.remove();
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(gone, LIFE_MS[kind]);
  };
  node.addEventListener('pointerenter', () => clearTimeout(timer));
  node.addEventListener('pointerleave', wait);
  node.addEventListener('focusin', () => clearTimeout(timer));
  node.addEventListener('focusout', wait);
  region.prepend(node);
  makeRoom();
  wait();
}

/** At most three at a time, so that they never wall off the chart; good news goes first, then the oldest. */
function makeRoom() {
  const shown = document.querySelectorAll('.toast').length;
  for (let i = shown; i > MOST; i--) {
    ($('#toasts').children.length > 1 ? $('#toasts') : $('#toasts-urgent')).lastElementChild.remove();
  }
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
  document.querySelector('.toast')?.remove();
});
