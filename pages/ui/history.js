// The server writes the filters of a page into its address once the page is drawn: that is the same view, so it takes
// the place of the last entry. And a page is left with the address that the reader saw when the link was clicked.
if (!window.khazana) {
  const enter = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  const view = window.khazana = { seen: location.href };
  document.addEventListener("click", () => { view.seen = location.href; }, true);
  history.pushState = (state, title, address) => {
    const path = new URL(address, location.href).pathname;
    if (path === location.pathname) return replace(state, title, address);
    if (new URL(view.seen).pathname === location.pathname) replace(history.state, "", view.seen);
    return enter(state, title, address);
  };
}
