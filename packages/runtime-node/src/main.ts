#!/usr/bin/env node
import { Interruption } from "./cli/interruption.ts";
import { runCommandLine } from "./cli/program.ts";
import { Terminal } from "./cli/terminal.ts";

const { env: environment, stdout, stderr } = process;
const out = new Terminal(stdout, environment);
const err = new Terminal(stderr, environment);
const interruption = new Interruption((line) => err.line(line));
interruption.install();
process.exitCode = await runCommandLine(process.argv.slice(2), { out, err, interruption, environment });
