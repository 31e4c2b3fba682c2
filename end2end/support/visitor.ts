import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { findings, withoutScripts } from "./accessibility.ts";

/** How a browser looks at pages in this project. */
export interface Ways {
  /** Whether the page's code runs. */
  scripts: boolean;
  /** Opens HTML of `page` in a browser with scripts, for axe. */
  reopen: (html: string, address: string) => Promise<Page>;
}

/** Somebody at a page. What browsers complain about on the way is kept and has to be expected. */
export class Visitor {
  private readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(
    readonly page: Page,
    private readonly ways: Ways,
  ) {
    listen(page, (complaint) => this.complaints.push(complaint));
    // A page that is left, or shown late, gives up the transition that led to it.
    this.expects(/Transition was (skipped|aborted)/);
    // What a browser says about scripts that it was told to leave alone.
    if (!ways.scripts) this.expects(/^request: csp /, /was preloaded using link preload/);
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** Opens `path`, waits until it is alive and looks at it closely. */
  async visit(path: string, status = 200): Promise<void> {
    if (status >= 400) this.expects(new RegExp(`\\b${status}\\b`));
    const answer = await this.page.goto(path);
    expect(answer?.status(), `status of ${path}`).toBe(status);
    await this.look();
  }

  /** Nobody may be disturbed by the page as it stands: by what axe finds, or by its width. */
  async look(): Promise<void> {
    await this.alive();
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
    const { page } = this;
    const found = await findings(page, this.ways.scripts ? undefined : () => this.copy());
    expect.soft(found, `what axe finds on ${page.url()}`).toEqual([]);
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect.soft(width[0], `width of ${page.url()}`).toBeLessThanOrEqual(width[1]);
  }

  /** Waits for the page's code, where there is any: it alone knows which theme was chosen. */
  async alive(): Promise<void> {
    if (!this.ways.scripts) return;
    await expect(this.page.locator("html[data-alive]")).toBeAttached();
    await expect(this.page.locator("leptos-island:not([data-alive=yes])")).toHaveCount(0);
  }

  /** Something a browser complains about that belongs to this journey. */
  expects(...complaints: RegExp[]): void {
    this.expected.push(...complaints);
  }

  /** Complaints nobody expected. */
  get unexpected(): string[] {
    return this.complaints.filter((complaint) => !this.expected.some((pattern) => pattern.test(complaint)));
  }

  /** Waits for what the server does: pages with scripts show it by themselves, others when loaded again. */
  async sees(locator: Locator, timeout = 15_000): Promise<void> {
    if (this.ways.scripts) return expect(locator).toBeVisible({ timeout });
    await expect(async () => {
      await this.page.reload();
      await expect(locator).toBeVisible({ timeout: 500 });
    }).toPass({ timeout, intervals: [200] });
  }

  private async copy(): Promise<Page> {
    return this.ways.reopen(await withoutScripts(this.page), this.page.url());
  }
}

function listen(page: Page, complain: (complaint: string) => void): void {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complain(`console: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => complain(`fault: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // What a page still waits for is given up when somebody leaves it.
    if (why !== "net::ERR_ABORTED") complain(`request: ${why} ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complain(`status: ${response.status()} ${response.url()}`);
  });
}
