// What stands in a page of the documentation: its sections, and in each the files, the commands and what those print.
import { readFileSync } from 'node:fs';

/** @returns the sections as `{ title, files: Map, steps: { commands, output }[] }`, in the page's order. */
export function read(path) {
  const sections = [];
  // A fence's language is on its first line; the paragraph before it begins with a file's name in backticks when it is a file.
  let [fence, lines, paragraph] = [undefined, [], ''];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const mark = /^```(\w*)$/.exec(line);
    if (fence !== undefined && line === '```') {
      add(sections.at(-1), fence, lines.join('\n'), /^`([^`]+)`/.exec(paragraph)?.[1]);
      [fence, lines, paragraph] = [undefined, [], ''];
    } else if (fence !== undefined) {
      lines.push(line);
    } else if (mark) {
      fence = mark[1];
    } else if (line.startsWith('## ')) {
      sections.push({ title: line.slice(3), files: new Map(), steps: [] });
      paragraph = '';
    } else if (line === '') {
      // A paragraph names the block right after it; another block between them ends that.
    } else {
      paragraph = paragraph.startsWith('`') && !paragraph.endsWith(':') ? `${paragraph} ${line}` : line;
    }
  }
  return sections;
}

function add(section, language, text, name) {
  if (language === 'sh') section.steps.push({ commands: text.split('\n'), output: undefined });
  else if (language === '' && section.steps.length > 0) section.steps.at(-1).output = text.split('\n');
  else if (name) section.files.set(name, `${text}\n`);
  else throw new Error(`${section?.title}: a block of ${language} without a name before it`);
}

/** What is shown but not printed, in order; a line of `…` stands for any lines, also for none. */
export function missing(shown, printed) {
  const lines = printed.trimEnd().split('\n');
  let at = 0;
  for (const [index, line] of shown.entries()) {
    if (line === '…') continue;
    const free = shown[index - 1] === '…';
    const found = free ? lines.indexOf(line, at) : lines[at] === line ? at : -1;
    if (found < 0) return `${JSON.stringify(line)} is shown; ${JSON.stringify(lines.slice(at, at + 3))} is printed`;
    at = found + 1;
  }
  if (shown.at(-1) !== '…' && at < lines.length) return `${JSON.stringify(lines.slice(at, at + 3))} is printed and not shown`;
  return undefined;
}
