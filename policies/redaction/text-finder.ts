/** One occurrence of one of the texts that are looked for. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/**
 * Finds many texts at once in time that grows with the text alone, however many there are (Aho-Corasick). The texts are entered
 * backwards and the reading goes from the end, so that what is found at a place is the longest text that begins there.
 * Source: https://doi.org/10.1145/360825.360855
 */
export class TextFinder {
  private readonly rootChildren = new Int32Array(0x10000);
  private readonly tableNode: Int32Array;
  private readonly tableCode: Uint16Array;
  private readonly tableChild: Int32Array;
  private readonly fallback: Int32Array;
  /** The node whose text ends the way to this node, and is the longest to do so; 0 for none. */
  private readonly longest: Int32Array;
  private readonly entered = new Map<number, { readonly length: number; readonly replacement: string }>();

  constructor(replacements: ReadonlyMap<string, string>) {
    let size = 1;
    for (const text of replacements.keys()) size += text.length;
    const slots = 2 ** Math.ceil(Math.log2(size * 2 + 2));
    this.tableNode = new Int32Array(slots);
    this.tableCode = new Uint16Array(slots);
    this.tableChild = new Int32Array(slots);
    this.fallback = new Int32Array(size);
    this.longest = new Int32Array(size);
    this.link(this.enterAll(replacements, size));
  }

  /** Occurrences by their start; of those with one start the longest. They may overlap. */
  hits(text: string): Hit[] {
    const found: Hit[] = [];
    let node = 0;
    for (let place = text.length - 1; place >= 0; place--) {
      node = this.step(node, text.charCodeAt(place));
      const pattern = node === 0 ? undefined : this.entered.get(this.longest[node] ?? 0);
      if (pattern === undefined) continue;
      found.push({ start: place, end: place + pattern.length, replacement: pattern.replacement });
    }
    return found.reverse();
  }

  private step(from: number, code: number): number {
    let node = from;
    for (;;) {
      const next = this.child(node, code);
      if (next !== 0 || node === 0) return next;
      node = this.fallback[node] ?? 0;
    }
  }

  private enterAll(replacements: ReadonlyMap<string, string>, size: number): Nodes {
    const nodes: Nodes = { count: 1, parent: new Int32Array(size), code: new Uint16Array(size) };
    for (const [text, replacement] of replacements) {
      const node = this.enter(text, nodes);
      this.entered.set(node, { length: text.length, replacement });
      this.longest[node] = node;
    }
    return nodes;
  }

  private enter(text: string, nodes: Nodes): number {
    let node = 0;
    for (let place = text.length - 1; place >= 0; place--) {
      const code = text.charCodeAt(place);
      let next = this.child(node, code);
      if (next === 0) {
        next = nodes.count++;
        nodes.parent[next] = node;
        nodes.code[next] = code;
        this.setChild(node, code, next);
      }
      node = next;
    }
    return node;
  }

  /** Nearer to the root first: what a node falls back to is always nearer than the node. */
  private link({ count, parent, code }: Nodes): void {
    const depth = new Int32Array(count);
    for (let node = 1; node < count; node++) depth[node] = (depth[parent[node] ?? 0] ?? 0) + 1;
    const order = new Uint32Array(count - 1).map((_, index) => index + 1);
    order.sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0));
    for (const node of order) {
      const above = parent[node] ?? 0;
      const back = above === 0 ? 0 : this.step(this.fallback[above] ?? 0, code[node] ?? 0);
      this.fallback[node] = back;
      if (this.longest[node] === 0) this.longest[node] = this.longest[back] ?? 0;
    }
  }

  private child(node: number, code: number): number {
    if (node === 0) return this.rootChildren[code] ?? 0;
    return this.tableChild[this.slot(node, code)] ?? 0;
  }

  private setChild(node: number, code: number, child: number): void {
    if (node === 0) {
      this.rootChildren[code] = child;
      return;
    }
    const slot = this.slot(node, code);
    this.tableNode[slot] = node;
    this.tableCode[slot] = code;
    this.tableChild[slot] = child;
  }

  /** The slot of a child in an open-addressed table, or the free one where it would go. */
  private slot(node: number, code: number): number {
    const mask = this.tableNode.length - 1;
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.tableNode[slot] !== 0 && (this.tableNode[slot] !== node || this.tableCode[slot] !== code)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

interface Nodes {
  count: number;
  readonly parent: Int32Array;
  readonly code: Uint16Array;
}
