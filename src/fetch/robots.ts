import robotsParser from 'robots-parser';
import type { Limits } from './limits.ts';
import type { Pace } from './pace.ts';
import { redirected } from './redirect.ts';
import type { Request } from './request.ts';
import { checkUrl, type Access } from './access.ts';
import { Skip } from './skip.ts';

/** What a site's robots.txt says to us. */
interface Rules {
  allows: (url: URL) => boolean;
}

export interface RobotsOptions {
  request: Request;
  access: Access;
  pace: Pace;
  limits: Limits;
  userAgent: string;
}

/** The robots.txt of each site (scheme, host and port), asked for once (RFC 9309). */
export class Robots {
  private readonly sites = new Map<string, Promise<Rules>>();
  private readonly options: RobotsOptions;

  constructor(options: RobotsOptions) {
    this.options = options;
  }

  /**
   * Also sets the host's pace, where its robots.txt names one.
   * @throws Skip when robots.txt forbids the address, or cannot be read now.
   */
  async check(url: URL): Promise<void> {
    let rules = this.sites.get(url.origin);
    if (rules === undefined) {
      rules = this.read(url.origin);
      this.sites.set(url.origin, rules);
    }
    if (!(await rules).allows(url)) {
      throw new Skip(
        `The robots.txt of ${url.host} asks programs not to fetch it; save it by hand if that is allowed.`,
      );
    }
  }

  private async read(origin: string): Promise<Rules> {
    const { userAgent, pace, limits } = this.options;
    const address = new URL('/robots.txt', origin);
    const text = await this.get(address);
    if (text === null) return { allows: () => true };
    const robots = robotsParser(address.href, text);
    const seconds = robots.getCrawlDelay(userAgent);
    if (seconds !== undefined && seconds >= 0) {
      pace.setPause(address.hostname, Math.min(seconds * 1000, limits.longestPauseMs));
    }
    // Undefined is an address that no rule is about.
    return { allows: (url) => robots.isAllowed(url.href, userAgent) !== false };
  }

  /** The text, or `null` when there is none (4xx), which allows everything. */
  private async get(address: URL): Promise<string | null> {
    const { request, access, pace, limits } = this.options;
    let url = address;
    for (let hops = 0; hops <= limits.redirects; hops++) {
      const at = url;
      checkUrl(at, access);
      const answer = await pace.run(at.hostname, () =>
        request(at, {}, async (response) => {
          const next = redirected(response, at);
          if (next !== null) return next;
          if (response.status >= 500) throw new Skip(`It answered ${response.status}`, { isPassing: true });
          if (response.status !== 200) return null;
          return (await response.read(limits.robotsBytes, 'cut')).toString('utf8');
        }).catch((error: unknown) => {
          throw error instanceof Skip && error.isPassing ? this.notNow(address, error.message) : error;
        }),
      );
      if (!(answer instanceof URL)) return answer;
      url = answer;
    }
    throw new Skip(`The robots.txt of ${address.host} redirects more than ${limits.redirects} times.`);
  }

  private notNow(address: URL, why: string): Skip {
    const reason = why.replace(/; the next run tries again\.$/, '');
    return new Skip(
      `The robots.txt of ${address.host} cannot be read now (${reason}), so nothing is fetched from there; the next run tries again.`,
      { isPassing: true },
    );
  }
}
