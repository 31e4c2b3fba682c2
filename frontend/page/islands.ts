// Islands are the parts of a page that run the product's own rules in the browser. Their WASM is
// fetched only by pages that have one.

type Islands = Record<string, (island: HTMLElement) => Promise<void>> & {
  default: (from: { module_or_path: string }) => Promise<unknown>;
};

let loading: Promise<Islands> | undefined;

async function load(): Promise<Islands> {
  const { islands = "", wasm = "" } = document.body.dataset;
  const loaded = (await import(islands)) as Islands;
  await loaded.default({ module_or_path: wasm });
  return loaded;
}

export function hydrateIslands(): void {
  for (const island of document.querySelectorAll<HTMLElement>("leptos-island:not([data-alive])")) void hydrate(island);
}

async function hydrate(island: HTMLElement): Promise<void> {
  island.dataset.alive = "";
  loading ??= load();
  const name = island.dataset.component ?? "";
  const bring = (await loading)[name];
  if (!bring) throw new Error(`the WASM has no island ${name}`);
  await bring(island);
  island.dataset.alive = "yes";
}
