import { $, setText } from './dom.js';

/** Asks a person for a key or token; resolves to what was typed, empty for none. One dialog at a time. */
export function askForCredential(why) {
  const dialog = $('#login');
  setText($('#login-why'), why);
  if (dialog.open) return Promise.resolve('');
  const field = $('#login-credential');
  field.value = '';
  return new Promise((resolve) => {
    dialog.returnValue = '';
    dialog.addEventListener(
      'close',
      () => {
        const typed = dialog.returnValue === 'yes' ? field.value.trim() : '';
        field.value = '';
        resolve(typed);
      },
      { once: true },
    );
    $('#login-cancel').onclick = () => dialog.close('no');
    dialog.showModal();
    field.focus();
  });
}
