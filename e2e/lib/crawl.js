// Finds the pages: follows links from the first one, as far as they lead to other sorts of pages.

const apart = /^\/(live|static|me\/export)(\/|$)/;
const perShape = 6;
const atMost = 250;

/** A path with its ids and secrets taken out: pages of one sort have one shape. */
export function shape(url) {
  const path = url.pathname
    .split("/")
    .map((part) => (/^[0-9a-f-]{36}$/.test(part) ? ":id" : part.length > 30 ? ":secret" : part))
    .join("/");
  const names = [...new Set(url.searchParams.keys())].sort();
  return names.length ? `${path}?${names.join("&")}` : path;
}

function links(html, from) {
  const found = html.matchAll(/<a\b[^>]*\shref="([^"]+)"/g);
  return [...found].map(([, href]) => new URL(href.replaceAll("&amp;", "&"), from));
}

/**
 * The sorts of pages that a person can get to by links: for each the fullest example. Asks for them as the page's
 * browser would, and only ever by GET.
 */
export async function crawl(page, start) {
  const best = new Map();
  const seen = new Set();
  const counts = new Map();
  const queue = start.map((path) => new URL(path, page.url()));
  while (queue.length && seen.size < atMost) {
    const url = queue.shift();
    url.hash = "";
    const sort = shape(url);
    const count = counts.get(sort) ?? 0;
    if (seen.has(url.href) || count >= perShape || url.host !== new URL(page.url()).host || apart.test(url.pathname)) continue;
    seen.add(url.href);
    counts.set(sort, count + 1);
    const answer = await page.request.get(url.href);
    const html = await answer.text();
    const example = { url, status: answer.status(), isPage: /text\/html/.test(answer.headers()["content-type"] ?? ""), size: html.length };
    const known = best.get(sort);
    // One that fails is told, however full the others are.
    if (!known || (known.status === 200 && (example.status !== 200 || example.size > known.size))) best.set(sort, example);
    if (example.isPage) queue.push(...links(html, url));
  }
  return best;
}
