// Runs before the first paint, so that a dark page never flashes white. src/theme keeps it after that.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('relay.theme');
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
})();
