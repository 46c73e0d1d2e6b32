// Classic script in the head: sets the theme before the first paint.
(function () {
  var stored = null;
  try {
    stored = localStorage.getItem('tickwire.theme');
  } catch (e) {
    // Storage may be forbidden; the system's preference decides then.
  }
  var theme = stored === 'dark' || stored === 'light'
    ? stored
    : matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
})();
