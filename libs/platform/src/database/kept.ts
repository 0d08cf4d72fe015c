interface OfAnOrganisation {
  readonly organisationId: string;
  readonly id: string;
}

/**
 * What never changes and is read often, kept in memory for the organisation that read it. An id alone is no key: it
 * would open to one organisation what another one has read, past the database that keeps them apart.
 */
export class Kept<Content> {
  private readonly known = new Map<string, Content>();

  /** Forgets everything when it holds `most`: what is in use is soon read again. */
  constructor(private readonly most: number) {}

  async of({ organisationId, id }: OfAnOrganisation, read: () => Promise<Content>): Promise<Content> {
    const key = `${organisationId} ${id}`;
    const kept = this.known.get(key);
    if (kept !== undefined) return kept;
    const content = await read();
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(key, content);
    return content;
  }
}
