// The official SDK as its readme uses it, with so many calls at once. node deliver.mjs ADDRESS ROWS CONCURRENCY
import { readFileSync } from 'node:fs';
import * as lark from '@larksuiteoapi/node-sdk';

const [address, file, concurrency] = process.argv.slice(2);
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
const cpuBefore = cpu();
const started = performance.now();
const rows = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1).map((line) => {
  const [background_check_id, stage_id, stage_en_name, stage_name, stage_time, result, report_name, report_url] = line.split(',');
  const row = { background_check_id, stage_id, stage_en_name, stage_name, stage_time };
  return result ? { ...row, result, report_file_list: [{ report_name, report_url, report_url_type: 1 }] } : row;
});

// Its error log prints whole requests: switched off, so that it is not what is measured.
const quiet = () => {};
const client = new lark.Client({
  appId: 'cli_bench', appSecret: 'bench', domain: address,
  logger: { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet },
});

let next = 0;
let done = 0;
let failed = 0;
const worker = async () => {
  while (next < rows.length) {
    const data = rows[next++];
    try {
      const answer = await client.hire.v1.ecoBackgroundCheck.updateProgress({ data });
      if (answer.code === 0) done++; else failed++;
    } catch {
      failed++;
    }
  }
};
await Promise.all(Array.from({ length: Number(concurrency) }, worker));

const seconds = (performance.now() - started) / 1000;
const cpuAll = cpu();
console.log(`BENCH done=${done} failed=${failed} seconds=${seconds.toFixed(3)} cpu=${(cpuAll - cpuBefore).toFixed(3)} cpuAll=${cpuAll.toFixed(3)} peakKb=${process.resourceUsage().maxRSS}`);
process.exit(0);
