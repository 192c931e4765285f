import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** A package of its own, so that only a machine without a Chromium installs its 60 MB. */
const PACKAGE = fileURLToPath(new URL('chromium', import.meta.url));
const UNPACKED = fileURLToPath(new URL('../target/chromium', import.meta.url));
const FONTS_CONF = join(UNPACKED, 'fonts.conf');

export interface Chromium {
  executablePath: string;
  env: Record<string, string>;
}

/** The Chromium of this machine, or else the one that npm has. */
export function findChromium(): Chromium {
  const installed = onPath();
  return installed === undefined ? fromNpm() : { executablePath: installed, env: {} };
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((file) => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fromNpm(): Chromium {
  const executablePath = join(UNPACKED, 'chromium');
  if (!existsSync(executablePath)) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: PACKAGE });
    mkdirSync(UNPACKED, { recursive: true });
    const unpack = "await (await import('@sparticuz/chromium')).default.executablePath()";
    execFileSync('node', ['--input-type=module', '--eval', unpack], {
      cwd: PACKAGE,
      // It unpacks into the temporary folder, and its own copies of libraries only where it thinks it
      // needs them: these are what a machine without a browser lacks.
      env: { ...process.env, TMPDIR: UNPACKED, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    // Its own file names folders of AWS. Without any font, the first form field is the end of it.
    const fonts = join(UNPACKED, 'fonts');
    writeFileSync(
      FONTS_CONF,
      `<fontconfig><dir>${fonts}</dir><cachedir>${fonts}</cachedir></fontconfig>`,
    );
  }
  return {
    executablePath,
    env: {
      LD_LIBRARY_PATH: join(UNPACKED, 'al2023', 'lib'),
      FONTCONFIG_FILE: FONTS_CONF,
    },
  };
}
