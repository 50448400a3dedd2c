// All business lines of the system, listed by hand: what is not here does not run.
import type { Domain } from '#kernel';
import { annualReportDomain } from './governance/annual-report/domain.ts';
import { hotline } from './supervision/hotline/domain.ts';

export const domains: readonly Domain[] = [annualReportDomain, hotline];
