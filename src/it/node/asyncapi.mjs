// Reads an AsyncAPI document with the parser of its makers, and tells what is wrong with it.
import { readFileSync } from 'node:fs';
import parser from '@asyncapi/parser';

const { document, diagnostics } = await new parser.Parser().parse(readFileSync(process.argv[2], 'utf8'));
for (const found of diagnostics.filter((each) => each.severity < 2)) {
  console.log(found.path.join('.'), found.message);
}
console.log('channels', document.channels().all().length);
