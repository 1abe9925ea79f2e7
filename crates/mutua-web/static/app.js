// Progressive enhancement only: every page works without this file.
const root = document.documentElement;
root.classList.add('js');
const on = (type, fn, where = document) => where.addEventListener(type, fn);
const closest = (event, selector) => event.target instanceof Element && event.target.closest(selector);

/* Copy buttons: <button data-copy="id" data-copied="Copied">; closing: <button data-dismiss> */
on('click', async (event) => {
  const copy = closest(event, '[data-copy]');
  if (copy) {
    const source = document.getElementById(copy.dataset.copy);
    const text = (source.value ?? source.textContent).trim();
    try {
      await navigator.clipboard.writeText(text);
    } catch { // no clipboard outside a secure context: select it instead
      source.select ? source.select() : getSelection().selectAllChildren(source);
      return;
    }
    const label = copy.querySelector('span') ?? copy;
    const before = label.dataset.before ??= label.textContent;
    label.textContent = copy.dataset.copied || '✓';
    label.setAttribute('role', 'status');
    setTimeout(() => { label.textContent = before; }, 2500);
  }
  const dismiss = closest(event, '[data-dismiss]');
  if (dismiss) {
    const flash = dismiss.closest('.flash');
    const hadFocus = flash.contains(document.activeElement);
    flash.remove();
    if (hadFocus) document.getElementById('main')?.focus({ preventScroll: true });
  }
});

/* Drafts: what is typed in <form data-keep> outlives a reload in this tab, until it is submitted. */
const PREFIX = 'mutua:draft:';
const store = {
  get(key) { try { return JSON.parse(sessionStorage.getItem(key)) || {}; } catch { return {}; } },
  set(key, value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden */ } },
  drop(test) { try { Object.keys(sessionStorage).filter(test).forEach((k) => sessionStorage.removeItem(k)); } catch { /* forbidden */ } },
};
const forgetAll = () => store.drop((k) => k.startsWith(PREFIX));
const draftKey = (form) => PREFIX + location.pathname + '#' + (form.dataset.keep || form.getAttribute('action') || '');
const keepable = (field) => field.name && !field.closest('[data-private]')
  && field.matches('textarea, input[type=text], input:not([type])');

if (document.body.hasAttribute('data-signed-out')) forgetAll();
for (const form of document.querySelectorAll('form[data-keep]')) {
  const draft = store.get(draftKey(form));
  for (const field of form.elements) {
    // What the server filled in wins over the draft.
    if (keepable(field) && field.value === '' && draft[field.name]) {
      field.value = draft[field.name];
      const more = field.closest('details');
      if (more) more.open = true;
    }
  }
}
on('input', (event) => {
  const form = event.target.form;
  if (!form?.hasAttribute('data-keep') || !keepable(event.target)) return;
  const draft = store.get(draftKey(form));
  draft[event.target.name] = event.target.value;
  store.set(draftKey(form), draft);
});

/* Submitting: once only, and then the draft is forgotten. */
const sent = new WeakSet();
on('submit', (event) => {
  const form = event.target;
  if (form.hasAttribute('data-forget')) forgetAll();
  if (!event.defaultPrevented && form.getAttribute('method') === 'post' && !form.hasAttribute('data-many')) {
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    event.submitter?.setAttribute('aria-disabled', 'true');
    setTimeout(() => release(form), 10000); // a lost connection must not lock the form
  }
  if (form.hasAttribute('data-keep')) store.drop((k) => k === draftKey(form));
});
const release = (form) => {
  sent.delete(form);
  form.querySelectorAll('[aria-disabled]').forEach((b) => b.removeAttribute('aria-disabled'));
};
on('pageshow', (event) => { if (event.persisted) document.querySelectorAll('form').forEach(release); }, window);

/* The theme shows at once when it is chosen in the settings; the server remembers it. */
on('change', (event) => {
  if (!event.target.matches('[data-theme-choice]')) return;
  if (['light', 'dark'].includes(event.target.value)) root.dataset.theme = event.target.value;
  else delete root.dataset.theme;
});

/* A live part that is led elsewhere (to sign in, say) stays as it is. */
on('htmx:before:response', (event) => {
  const { request, response } = event.detail.ctx;
  if (request.method === 'GET' && response.raw.redirected) event.preventDefault();
});
