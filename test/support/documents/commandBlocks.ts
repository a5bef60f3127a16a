import { readFileSync } from 'node:fs';

/** A command of a document, with what the document says it prints. */
export interface ShownCommand {
  readonly command: string;
  /** The lines that follow it in a block of a console; none in other blocks. */
  readonly prints: readonly string[];
}

/** The commands that a document wants to be run one after the other in one shell. */
export interface CommandBlock {
  /** Where it is, such as "README.md:64". */
  readonly place: string;
  readonly commands: readonly ShownCommand[];
}

const FENCED =
  /^ *```(sh|bash|shell|console)\n([\s\S]*?)^ *```$|(?<!`)`(node bin\/greyoak\.js (?![^`]*--help)[^`]+)`/gm;

/**
 * Returns the commands of a document: fenced blocks of a shell or a console, and each `node bin/greyoak.js` within a sentence that
 * does more than to print its help.
 */
export function commandBlocks(path: string): CommandBlock[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(FENCED)].map(({ 1: language, 2: block, 3: inline, index }) => ({
    place: `${path}:${text.slice(0, index).split('\n').length}`,
    commands: inline ? [{ command: inline, prints: [] }] : commandsOf(language, block),
  }));
}

function commandsOf(language: string, block: string): ShownCommand[] {
  // A line that ends with a backslash goes on in the next one.
  const lines = block
    .replaceAll(/\\\n\s*/g, '')
    .trimEnd()
    .split('\n');
  if (language !== 'console') {
    const commands = lines.map((line) => line.replace(/(^|\s+)# .*$/, '').trim()).filter(Boolean);
    return commands.map((command) => ({ command, prints: [] }));
  }
  const commands: { command: string; prints: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), prints: [] });
    else commands.at(-1)?.prints.push(line);
  }
  return commands;
}
