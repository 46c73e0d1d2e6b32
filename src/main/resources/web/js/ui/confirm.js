import { $, setText } from './dom.js';

/** Asks a person; resolves to true only for an explicit yes. */
export function confirmOrder(title, lines, action) {
  const dialog = $('#confirm');
  setText($('#confirm-title'), title);
  setText($('#confirm-text'), lines.filter(Boolean).join('\n'));
  const yes = $('#confirm-yes');
  setText(yes, action);
  return new Promise((resolve) => {
    dialog.returnValue = '';
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
    dialog.showModal();
    yes.focus();
  });
}
