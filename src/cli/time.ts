// The command line asks the kernel's clock, like everybody else.
import { systemClock } from '#kernel/server';

export const epochNow = (): number => systemClock.epoch();
