// The demo's people who are looked after here, and how they come in.

import { open } from "./browser.js";

/** Teresa and Hamid share this circle; Rosalía isn't in it. */
export const shared = "Quayside Neighbours";

export const hamid = { name: "Hamid Karimi", email: "hamid@lanna.example", reach: "9 Harbour Row", lead: "steward" };
export const teresa = { name: "Teresa Kowalczyk", email: "teresa@lanna.example", reach: "The side door is never locked", lead: "alwaysGives" };
export const rosalia = { name: "Rosalía Quispe", email: "rosalia@lanna.example", reach: "555-0101", lead: "neverAsks" };

/** Signs in on an open page by the link that the demo printed. */
export async function signIn(page, site, person) {
  await page.goto(site.links[person.lead]);
  await page.getByRole("button", { name: "Sign me in on this device" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/recover"));
}

/** A browser of that person's own, signed in. */
export async function enter(browser, site, person, options) {
  const page = await open(browser, site, options);
  await signIn(page, site, person);
  return page;
}
