/** `<name attribute="x">content</name>`; the content is XML already. */
export function element(name: string, content: string, attributes: Readonly<Record<string, string>> = {}): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join("")}>${content}</${name}>`;
}

/** Text as it stands in an element or attribute. Line ends are kept by reference: XML would make them one. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
